export function freeHours(spans, open, close) {
  const free = [];
  let until = open;
  for (const [from, end] of spans.sort()) {
    if (from >= close) break;
    if (from >= until) {
      free.push([until, from]);
    }
    until = end;
  }
  if (until < close) {
    free.push([until, close]);
  }
  return free;
}
