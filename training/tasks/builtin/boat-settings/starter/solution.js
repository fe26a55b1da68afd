/**
 * Return the settings that a text holds.
 *
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
export function readSettings(text) {
  throw new Error('not implemented');
}
