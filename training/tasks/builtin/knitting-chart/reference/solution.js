const CLOSING = new Map([['(', ')'], ['[', ']'], ['{', '}']]);
const ALL_CLOSING = new Set(CLOSING.values());

export function checkChart(pattern) {
  const open = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const found = pattern[at];
    if (CLOSING.has(found)) {
      open.push(CLOSING.get(found));
    } else if (ALL_CLOSING.has(found)) {
      const expected = open.pop() ?? null;
      if (found !== expected) return { at, found, expected };
    }
  }
  return open.length === 0 ? null : { at: pattern.length, found: null, expected: open.pop() };
}
