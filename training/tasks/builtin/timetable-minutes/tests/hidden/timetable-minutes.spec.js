import { expect, test } from '@jest/globals';
import { minutesBetween } from './solution.js';

test.each([
  ['00:00', '00:00', 0],
  ['12:30', '12:30', 0],
  ['00:00', '23:59', 1439],
  ['23:59', '00:00', 1],
  ['18:15', '06:45', 750],
  ['09:05', '10:04', 59],
  ['10:04', '09:05', 1381],
  ['07:00', '19:00', 720],
  ['01:01', '01:00', 1439],
])('from %s to %s it takes %d', (first, second, expected) => {
  expect(minutesBetween(first, second)).toBe(expected);
});
