export function calculate(text) {
  throw new Error('not implemented');
}
