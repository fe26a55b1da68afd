import { expect, test } from '@jest/globals';
import { fewestStamps } from './solution.js';

test.each([
  [1, [1], [1]],
  [5, [1], [1, 1, 1, 1, 1]],
  [6, [4, 3, 1], [3, 3]],
  [12, [9, 6, 1], [6, 6]],
  [11, [1, 5, 6, 8], [6, 5]],
  [8, [5, 4, 3], [5, 3]],
  [10, [7, 5, 3], [7, 3]],
  [14, [7, 9, 5], [9, 5]],
  [63, [1, 5, 10, 21, 25], [21, 21, 21]],
  [23, [5, 10, 8], [10, 8, 5]],
  [17, [10, 6], null],
  [3, [5, 4], null],
  [9, [], null],
  [0, [], []],
  [20, [5, 5, 20, 20], [20]],
])('%d out of %j', (amount, values, expected) => {
  expect(fewestStamps(amount, values)).toEqual(expected);
});

test('leaves the values as they are', () => {
  const values = [3, 50, 7];
  fewestStamps(53, values);
  expect(values).toEqual([3, 50, 7]);
});

test('answers at once for large amounts', () => {
  expect(fewestStamps(9998, [7, 365, 999, 1000, 1])).toEqual([...Array(8).fill(1000), 999, 999]);
  expect(fewestStamps(9999, [2, 500, 1000])).toBeNull();
});
