export function render(pattern, data) {
  throw new Error('not implemented');
}
