export function* steps(from, to, by = 1) {
  for (let at = from; at <= to; at += by) yield at;
  return 'top';
}

export function* zigzag() {
  let at = 0;
  try {
    for (;;) yield* [at++, -at];
  } finally {
    zigzag.closed = (zigzag.closed ?? 0) + 1;
  }
}

export function* dialogue() {
  const name = yield 'Who are you?';
  const place = yield `Where to, ${name}?`;
  return `${name} goes to ${place}`;
}

export const take = (iterable, count) => {
  const taken = [];
  for (const item of iterable) {
    if (taken.length === count) break;
    taken.push(item);
  }
  return taken;
};
