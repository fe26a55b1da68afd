export class PatienceError extends Error {}

/**
 * Settle as the promise does, but wait no longer than this.
 *
 * @param {Promise<unknown> | unknown} promise
 * @param {number} ms
 * @returns {Promise<unknown>}
 */
export function withPatience(promise, ms) {
  throw new Error('not implemented');
}
