import { expect, test } from '@jest/globals';
import { dimmerLevel } from './solution.js';

test('keeps a level that is in range', () => {
  expect(dimmerLevel(40, 10, 90)).toBe(40);
});

test('lifts a level that is too low', () => {
  expect(dimmerLevel(3, 10, 90)).toBe(10);
});

test('lowers a level that is too high', () => {
  expect(dimmerLevel(200, 10, 90)).toBe(90);
});
