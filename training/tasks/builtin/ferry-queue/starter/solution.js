export function createFerry(places) {
  throw new Error('not implemented');
}
