/**
 * Return the initials of a name, as they stand on its badge.
 *
 * @param {string} name
 * @returns {string}
 */
export function initials(name) {
  throw new Error('not implemented');
}
