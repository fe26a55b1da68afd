/**
 * Return the day that is so many working days away.
 *
 * @param {string} day  YYYY-MM-DD
 * @param {number} count
 * @param {string[]} holidays
 * @returns {string}
 */
export function addWorkingDays(day, count, holidays = []) {
  throw new Error('not implemented');
}
