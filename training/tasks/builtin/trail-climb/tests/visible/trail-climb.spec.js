import { expect, test } from '@jest/globals';
import { climb } from './solution.js';

test('a trail that only climbs', () => {
  expect(climb([400, 450, 620])).toEqual({ up: 220, down: 0, highest: 620 });
});

test('a round tour', () => {
  expect(climb([100, 180, 90, 100])).toEqual({ up: 90, down: 90, highest: 180 });
});

test('a way down from the top', () => {
  expect(climb([900, 700]).highest).toBe(900);
});

test('no waypoints', () => {
  expect(climb([])).toEqual({ up: 0, down: 0, highest: null });
});
