import { expect, test } from '@jest/globals';
import { cheapestClimb } from './solution.js';

test('goes over dear steps', () => {
  expect(cheapestClimb([9, 1, 9, 1])).toBe(2);
});

test('may go over the last step', () => {
  expect(cheapestClimb([1, 9, 1, 9])).toBe(2);
});

test('uses steps that are free', () => {
  expect(cheapestClimb([5, 0, 5, 0])).toBe(0);
});

test('goes over a broken step', () => {
  expect(cheapestClimb([2, null, 3, 4])).toBe(5);
});

test('cannot go over two', () => {
  expect(cheapestClimb([2, null, null, 4])).toBeNull();
});
