export function hops(lines, from, to) {
  const neighbours = new Map();
  const link = (one, other) => {
    if (!neighbours.has(one)) neighbours.set(one, []);
    neighbours.get(one).push(other);
  };
  for (const stops of Object.values(lines)) {
    for (let at = 1; at < stops.length; at += 1) {
      link(stops[at - 1], stops[at]);
      link(stops[at - 1], stops[at]);
    }
  }
  const distances = new Map([[from, 0]]);
  const queue = [from];
  while (queue.length > 0) {
    const stop = queue.pop();
    if (stop === to) return distances.get(stop);
    for (const next of neighbours.get(stop) ?? []) {
      if (!distances.has(next)) {
        distances.set(next, distances.get(stop) + 1);
        queue.push(next);
      }
    }
  }
  return null;
}
