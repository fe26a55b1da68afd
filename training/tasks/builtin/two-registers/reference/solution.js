export function mergeRegisters(first, second) {
  const merged = [];
  let at = 0;
  for (const entry of first) {
    while (at < second.length && second[at].year < entry.year) {
      merged.push(second[at]);
      at += 1;
    }
    merged.push(entry);
  }
  return [...merged, ...second.slice(at)];
}
