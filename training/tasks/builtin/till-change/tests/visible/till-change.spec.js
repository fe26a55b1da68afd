import { expect, test } from '@jest/globals';
import { change } from './solution.js';

test('gives one coin', () => {
  expect(change(450, 500)).toEqual([[50, 1]]);
});

test('gives as few as it can', () => {
  expect(change(113, 500)).toEqual([[200, 1], [100, 1], [50, 1], [20, 1], [10, 1], [5, 1], [2, 1]]);
});

test('gives nothing for exact payment', () => {
  expect(change(320, 320)).toEqual([]);
});

test('asks for what is missing', () => {
  expect(() => change(103, 100)).toThrow('3 cents are missing');
});
