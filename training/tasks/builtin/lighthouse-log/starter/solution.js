export function createLog() {
  throw new Error('not implemented');
}
