/**
 * Return the first fault in the brackets of a pattern, or null.
 *
 * @param {string} pattern
 * @returns {{ at: number, found: string | null, expected: string | null } | null}
 */
export function checkChart(pattern) {
  throw new Error('not implemented');
}
