import { expect, test } from '@jest/globals';
import { dimmerLevel } from './solution.js';

test.each([
  [0, 0, 100, 0],
  [100, 0, 100, 100],
  [-5, 0, 100, 0],
  [50, 0, 100, 50],
  [7, 7, 7, 7],
  [1, 7, 7, 7],
  [0.5, 0.25, 0.75, 0.5],
  [-20, -10, -5, -10],
  [0, -10, -5, -5],
])('level %d between %d and %d is %d', (level, low, high, expected) => {
  expect(dimmerLevel(level, low, high)).toBe(expected);
});
