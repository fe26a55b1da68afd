import { expect, test } from '@jest/globals';
import { shares } from './solution.js';

test('shares by hours', () => {
  expect(shares(1000, [1, 3])).toEqual([250, 750]);
});

test('the rest goes to those who lost most', () => {
  expect(shares(100, [1, 1, 4])).toEqual([17, 16, 67]);
});

test('a loss is shared too', () => {
  expect(shares(-100, [1, 1, 4])).toEqual([-17, -16, -67]);
});

test('refuses when nobody has worked', () => {
  expect(() => shares(100, [0, 0])).toThrow(RangeError);
});
