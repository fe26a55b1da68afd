import { expect, test } from '@jest/globals';
import { addWorkingDays } from './solution.js';

test.each([
  ['2026-06-05', 5, [], '2026-06-12'],
  ['2026-06-06', 1, [], '2026-06-08'],
  ['2026-06-07', 1, [], '2026-06-08'],
  ['2026-06-07', 10, [], '2026-06-19'],
  ['2026-06-07', -1, [], '2026-06-05'],
  ['2026-06-06', -1, [], '2026-06-05'],
  ['2026-06-01', -5, [], '2026-05-25'],
  ['2026-06-03', 0, [], '2026-06-03'],
  ['2026-06-07', 0, [], '2026-06-08'],
  ['2026-06-06', 0, ['2026-06-08'], '2026-06-09'],
  ['2026-06-04', 0, ['2026-06-04', '2026-06-05'], '2026-06-08'],
  ['2026-06-04', 1, ['2026-06-08', '2026-06-05'], '2026-06-09'],
  ['2026-06-09', -1, ['2026-06-08'], '2026-06-05'],
  ['2026-06-04', 1, ['2026-06-06'], '2026-06-05'],
  ['2026-06-04', 1, ['2026-06-04'], '2026-06-05'],
  ['2026-12-31', 1, ['2027-01-01'], '2027-01-04'],
  ['2028-02-28', 2, [], '2028-03-01'],
  ['2026-01-01', 261, [], '2027-01-01'],
])('%s and %d working days, with %j off', (day, count, holidays, expected) => {
  expect(addWorkingDays(day, count, holidays)).toBe(expected);
});

test('refuses what is no day or no number', () => {
  for (const day of ['2026-02-29', '2026-6-1', 'monday', '']) {
    expect(() => addWorkingDays(day, 1)).toThrow(RangeError);
  }
  for (const count of [0.5, NaN, Infinity]) {
    expect(() => addWorkingDays('2026-06-01', count)).toThrow(RangeError);
  }
});

test('leaves the holidays as they are', () => {
  const holidays = ['2026-06-09', '2026-06-08'];
  addWorkingDays('2026-06-05', 2, holidays);
  expect(holidays).toEqual(['2026-06-09', '2026-06-08']);
});
