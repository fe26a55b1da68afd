import { expect, test } from '@jest/globals';
import { cheapestClimb } from './solution.js';

test.each([
  ['no steps', [], 0],
  ['one step', [7], 0],
  ['one broken step', [null], 0],
  ['two steps', [7, 3], 3],
  ['two steps, the first cheap', [3, 7], 3],
  ['two broken steps', [null, null], null],
  ['broken at the foot', [null, null, 1], null],
  ['broken at the top', [1, null, null], null],
  ['a broken last step', [1, 4, null], 4],
  ['a broken first step', [null, 4, 1], 4],
  ['all free', [0, 0, 0, 0], 0],
  ['free among dear', [8, 0, 8, 8, 0], 8],
  ['all the same', [2, 2, 2, 2, 2], 4],
  ['cheap pairs', [1, 1, 9, 1, 1, 9, 1, 1], 4],
  ['not step by step', [1, 2, 100, 1, 1, 100, 1], 5],
  ['only one way', [null, 5, null, 6, null], 11],
])('%s', (_, tolls, expected) => {
  expect(cheapestClimb(tolls)).toBe(expected);
});

test('climbs many steps', () => {
  expect(cheapestClimb(Array.from({ length: 1001 }, (_, at) => (at % 2 ? 1 : 5)))).toBe(500);
});
