export function fewestStamps(amount, values) {
  const falling = [...values].sort((a, b) => b - a);
  const counts = [0];
  for (let sum = 1; sum <= amount; sum += 1) {
    const before = falling.filter((value) => value <= sum).map((value) => counts[sum - value]);
    counts.push(Math.min(Infinity, ...before) + 1);
  }
  if (counts[amount] === Infinity) return null;
  const stamps = [];
  for (let rest = amount; rest > 0; rest -= stamps.at(-1)) {
    stamps.push(falling.find((value) => value <= rest && counts[rest - value] === counts[rest] - 1));
  }
  return stamps;
}
