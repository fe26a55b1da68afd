export async function* merge(feeds) {
  throw new Error('not implemented');
}
