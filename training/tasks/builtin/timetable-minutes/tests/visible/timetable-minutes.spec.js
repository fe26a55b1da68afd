import { expect, test } from '@jest/globals';
import { minutesBetween } from './solution.js';

test('within an hour', () => {
  expect(minutesBetween('08:10', '08:45')).toBe(35);
});

test('over several hours', () => {
  expect(minutesBetween('08:10', '11:00')).toBe(170);
});

test('over midnight', () => {
  expect(minutesBetween('23:50', '00:10')).toBe(20);
});
