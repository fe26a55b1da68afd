/**
 * Return an error with all that led to it, one line each.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  throw new Error('not implemented');
}
