import { expect, test } from '@jest/globals';
import { postage } from './solution.js';

test('a light parcel costs 4', () => {
  expect(postage(0.4, 20)).toBe(4);
});

test('a heavy parcel costs 12', () => {
  expect(postage(9, 20)).toBe(12);
});

test('an order of 50 is sent free', () => {
  expect(postage(2, 50)).toBe(0);
});
