/**
 * Return the fewest stamps that make up an amount, or null.
 *
 * @param {number} amount
 * @param {number[]} values
 * @returns {number[] | null}
 */
export function fewestStamps(amount, values) {
  throw new Error('not implemented');
}
