import { expect, test } from '@jest/globals';
import { nextWatering } from './solution.js';

test('counts days within a month', () => {
  expect(nextWatering('2026-05-04', 7)).toBe('2026-05-11');
});

test('goes into the next month', () => {
  expect(nextWatering('2026-04-29', 3)).toBe('2026-05-02');
});

test('goes into the next year', () => {
  expect(nextWatering('2026-12-30', 5)).toBe('2027-01-04');
});

test('refuses what is no day', () => {
  expect(() => nextWatering('2026-02-30', 2)).toThrow(RangeError);
});
