import { expect, test } from '@jest/globals';
import { longestStreak } from './solution.js';

test('counts days in a row', () => {
  expect(longestStreak([true, true, false, true])).toBe(2);
});

test('no days give 0', () => {
  expect(longestStreak([])).toBe(0);
});

test('a streak may be at the end', () => {
  expect(longestStreak([true, false, true, true, true])).toBe(3);
});
