import { expect, test } from '@jest/globals';
import { freeHours } from './solution.js';

test.each([
  ['over each other', [[9, 12], [10, 11]], 8, 18, [[8, 9], [12, 18]]],
  ['a long one first', [[8, 16], [9, 10], [15, 17]], 8, 18, [[17, 18]]],
  ['the whole day', [[8, 18]], 8, 18, []],
  ['over both ends', [[6, 9], [17, 20]], 8, 18, [[9, 17]]],
  ['before opening', [[5, 7]], 8, 18, [[8, 18]]],
  ['after closing', [[19, 21]], 8, 18, [[8, 18]]],
  ['single and double digits', [[9, 10], [11, 12], [10, 11]], 8, 18, [[8, 9], [12, 18]]],
  ['twice the same', [[9, 10], [9, 10]], 8, 18, [[8, 9], [10, 18]]],
  ['halves of hours', [[9.5, 10], [8, 9]], 8, 11, [[9, 9.5], [10, 11]]],
])('bookings %s', (_, spans, open, close, expected) => {
  expect(freeHours(spans, open, close)).toEqual(expected);
});

test('leaves the list as it is', () => {
  const spans = [[14, 15], [9, 10]];
  freeHours(spans, 8, 18);
  expect(spans).toEqual([[14, 15], [9, 10]]);
});
