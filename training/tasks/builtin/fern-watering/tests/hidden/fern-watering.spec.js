import { expect, test } from '@jest/globals';
import { nextWatering } from './solution.js';

test.each([
  ['2026-05-04', 1, '2026-05-05'],
  ['2026-01-31', 1, '2026-02-01'],
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2028-02-29', 1, '2028-03-01'],
  ['2028-02-29', 366, '2029-03-01'],
  ['2100-02-28', 1, '2100-03-01'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2026-10-24', 2, '2026-10-26'],
  ['2026-06-15', 365, '2027-06-15'],
])('%s and %d days is %s', (last, everyDays, expected) => {
  expect(nextWatering(last, everyDays)).toBe(expected);
});

test.each(['2026-02-29', '2026-13-01', '2026-4-1', '01.02.2026', '', '2026-01-32'])(
  'refuses the day %j',
  (last) => {
    expect(() => nextWatering(last, 3)).toThrow(RangeError);
  },
);

test.each([0, -1, 1.5, NaN])('refuses %d days', (everyDays) => {
  expect(() => nextWatering('2026-05-04', everyDays)).toThrow(RangeError);
});
