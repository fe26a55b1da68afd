/**
 * Return the state of the door after some events.
 *
 * @param {string[]} events
 * @param {string} state  the state to begin with
 * @returns {string}
 */
export function doorAfter(events, state = 'closed') {
  throw new Error('not implemented');
}
