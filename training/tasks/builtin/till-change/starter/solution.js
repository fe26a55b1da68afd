/**
 * Return the change as pairs of a value in cents and how many of it are given.
 *
 * @param {number} due  what is to be paid, in cents
 * @param {number} paid  what was paid, in cents
 * @returns {Array<[number, number]>}
 */
export function change(due, paid) {
  throw new Error('not implemented');
}
