import { expect, test } from '@jest/globals';
import { change } from './solution.js';

test.each([
  [0, 0, []],
  [0, 1, [[1, 1]]],
  [1, 5, [[2, 2]]],
  [0, 4, [[2, 2]]],
  [0, 9, [[5, 1], [2, 2]]],
  [0, 40, [[20, 2]]],
  [0, 90, [[50, 1], [20, 2]]],
  [1, 100, [[50, 1], [20, 2], [5, 1], [2, 2]]],
  [1, 1000, [[500, 1], [200, 2], [50, 1], [20, 2], [5, 1], [2, 2]]],
  [0, 10000, [[2000, 5]]],
  [1250, 5000, [[2000, 1], [1000, 1], [500, 1], [200, 1], [50, 1]]],
  [2, 3, [[1, 1]]],
])('%d due and %d paid', (due, paid, expected) => {
  expect(change(due, paid)).toEqual(expected);
});

test.each([
  [100, 99, '1 cents are missing'],
  [2000, 0, '2000 cents are missing'],
])('%d due and only %d paid', (due, paid, message) => {
  expect(() => change(due, paid)).toThrow(RangeError);
  expect(() => change(due, paid)).toThrow(message);
});
