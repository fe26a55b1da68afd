export function freeHours(spans, open, close) {
  const free = [];
  let until = open;
  for (const [from, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from >= close) break;
    if (from > until) {
      free.push([until, from]);
    }
    until = Math.max(until, end);
  }
  if (until < close) {
    free.push([until, close]);
  }
  return free;
}
