export function toss() {
  throw new Error('Please implement the function');
}

export function die() {
  throw new Error('Please implement the function');
}

export function stardate() {
  throw new Error('Please implement the function');
}
