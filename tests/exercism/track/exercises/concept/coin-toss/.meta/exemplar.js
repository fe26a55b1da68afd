export function toss() {
  return Math.random() < 0.5 ? 'heads' : 'tails';
}

export function die(sides = 6) {
  return Math.floor(Math.random() * sides) + 1;
}

export function stardate() {
  return 41_000 + Math.random() * 1000;
}
