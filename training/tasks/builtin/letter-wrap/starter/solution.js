/**
 * Break a text into lines of at most `width` characters.
 *
 * @param {string} text
 * @param {number} width
 * @returns {string}
 */
export function wrap(text, width) {
  throw new Error('not implemented');
}
