import { expect, test } from '@jest/globals';
import { addWorkingDays } from './solution.js';

test('counts within a week', () => {
  expect(addWorkingDays('2026-06-01', 3)).toBe('2026-06-04');
});

test('goes over a weekend', () => {
  expect(addWorkingDays('2026-06-05', 1)).toBe('2026-06-08');
});

test('goes over a holiday', () => {
  expect(addWorkingDays('2026-06-03', 1, ['2026-06-04'])).toBe('2026-06-05');
});

test('goes back', () => {
  expect(addWorkingDays('2026-06-08', -1)).toBe('2026-06-05');
});

test('moves a day off to the next working day', () => {
  expect(addWorkingDays('2026-06-06', 0)).toBe('2026-06-08');
});
