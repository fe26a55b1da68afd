/**
 * Return both registers as one, in rising order of the year.
 *
 * @param {Array<{ year: number, name: string }>} first
 * @param {Array<{ year: number, name: string }>} second
 * @returns {Array<{ year: number, name: string }>}
 */
export function mergeRegisters(first, second) {
  throw new Error('not implemented');
}
