import { expect, test } from '@jest/globals';
import { freeHours } from './solution.js';

test('a day without bookings is free', () => {
  expect(freeHours([], 8, 18)).toEqual([[8, 18]]);
});

test('one booking leaves what is before and after it', () => {
  expect(freeHours([[10, 12]], 8, 18)).toEqual([[8, 10], [12, 18]]);
});

test('bookings that touch leave no gap', () => {
  expect(freeHours([[8, 10], [10, 12]], 8, 18)).toEqual([[12, 18]]);
});

test('bookings come in any order', () => {
  expect(freeHours([[14, 15], [9, 10]], 8, 18)).toEqual([[8, 9], [10, 14], [15, 18]]);
});
