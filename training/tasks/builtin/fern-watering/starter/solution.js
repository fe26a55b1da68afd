/**
 * Return the day of the next watering.
 *
 * @param {string} last  the day of the last watering, YYYY-MM-DD
 * @param {number} everyDays
 * @returns {string}
 */
export function nextWatering(last, everyDays) {
  throw new Error('not implemented');
}
