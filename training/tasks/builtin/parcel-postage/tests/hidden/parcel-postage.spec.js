import { expect, test } from '@jest/globals';
import { postage } from './solution.js';

test.each([
  [0.2, 10, 4],
  [1, 10, 4],
  [1.01, 10, 7],
  [5, 49.99, 7],
  [5.5, 10, 12],
  [30, 49.99, 12],
  [0.5, 50, 0],
  [30, 50, 0],
  [30, 80, 0],
])('%d kg in an order worth %d costs %d', (weight, value, expected) => {
  expect(postage(weight, value)).toBe(expected);
});
