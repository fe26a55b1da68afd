export function marketDays(rule, from, count) {
  throw new Error('not implemented');
}
