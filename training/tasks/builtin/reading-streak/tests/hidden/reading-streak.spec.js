import { expect, test } from '@jest/globals';
import { longestStreak } from './solution.js';

test.each([
  [[], 0],
  [[false], 0],
  [[true], 1],
  [[false, false, false], 0],
  [[true, true, true], 3],
  [[true, false, true, false], 1],
  [[false, true, true, false, true, true, true, false], 3],
  [[true, true, false, true], 2],
])('%j gives %d', (days, expected) => {
  expect(longestStreak(days)).toBe(expected);
});

test('copes with many days', () => {
  expect(longestStreak(Array.from({ length: 50_000 }, (_, day) => day % 1000 !== 0))).toBe(999);
});

test('leaves the list alone', () => {
  const days = Object.freeze([true, false, true]);
  expect(longestStreak(days)).toBe(1);
});
