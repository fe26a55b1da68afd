import { expect, test } from '@jest/globals';
import { shares } from './solution.js';

const sum = (list) => list.reduce((total, each) => total + each, 0);

test.each([
  [0, [1, 2], [0, 0]],
  [1, [1, 1], [1, 0]],
  [2, [1, 1, 1], [1, 1, 0]],
  [100, [5], [100]],
  [100, [0, 5], [0, 100]],
  [100, [1, 1, 1], [34, 33, 33]],
  [101, [1, 1, 1], [34, 34, 33]],
  [10, [1, 2, 3], [2, 3, 5]],
  [10, [3, 2, 1], [5, 3, 2]],
  [99, [0.5, 0.25, 0.25], [49, 25, 25]],
  [1, [0, 0, 3], [0, 0, 1]],
  [7, [2, 0, 2, 0, 2], [3, 0, 2, 0, 2]],
  [5, [3, 3, 1], [2, 2, 1]],
])('%i by %j is %j', (cents, hours, expected) => {
  expect(shares(cents, hours)).toEqual(expected);
  expect(shares(-cents, hours)).toEqual(expected.map((share) => (share === 0 ? 0 : -share)));
});

test('more than ten members of the same hours', () => {
  const twelve = shares(100, Array(12).fill(3));
  expect(twelve).toEqual([9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8]);
});

test('tiny rests are numbers too', () => {
  expect(shares(10, [1, 99999999, 100000000])).toEqual([0, 5, 5]);
  expect(shares(3, [1, 2000000, 1000000])).toEqual([0, 2, 1]);
});

test.each([
  [12345, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
  [1000003, [7.5, 38, 12.25, 40, 0, 3.1, 19]],
  [17, Array.from({ length: 30 }, (_, at) => at)],
])('%i cents in all', (cents, hours) => {
  const given = shares(cents, hours);
  expect(sum(given)).toBe(cents);
  const total = sum(hours);
  expect(given.every((share, at) => Math.abs(share - (cents * hours[at]) / total) < 1)).toBe(true);
  expect(sum(shares(-cents, hours))).toBe(-cents);
});

test('nothing is 0 and not -0', () => {
  expect(shares(-10, [0, 1]).map((share) => Object.is(share, -0))).toEqual([false, false]);
  expect(shares(-1, [1, 1, 1]).map((share) => Object.is(share, -0))).toEqual([false, false, false]);
  expect(Object.is(shares(-0, [1])[0], -0)).toBe(false);
});

test('leaves the list as it is', () => {
  const hours = [3, 1, 2];
  shares(100, hours);
  expect(hours).toEqual([3, 1, 2]);
});

test.each([[[]], [[0]], [[0, 0]], [[1, -1]], [[-2, 3]], [[NaN]], [[Infinity, 1]], [['1', 2]], [[1, undefined]]])(
  'refuses the hours %p',
  (hours) => {
    expect(() => shares(100, hours)).toThrow(RangeError);
  },
);

test.each([1.5, NaN, Infinity, '100', null, undefined])('refuses %p cents', (cents) => {
  expect(() => shares(cents, [1])).toThrow(RangeError);
});
