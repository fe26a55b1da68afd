import { expect, test } from '@jest/globals';
import { calculate } from './solution.js';

test('adds', () => {
  expect(calculate('2 + 3')).toBe(5);
});

test('multiplies before it adds', () => {
  expect(calculate('2 + 3 * 4')).toBe(14);
});

test('minds brackets', () => {
  expect(calculate('(2 + 3) * 4')).toBe(20);
});

test('refuses what is no sum', () => {
  expect(() => calculate('2 + x')).toThrow(SyntaxError);
});
