import { expect, test } from '@jest/globals';
import { headlineCase } from './solution.js';

test('makes the first letter of each word large', () => {
  expect(headlineCase('river level falls')).toBe('River Level Falls');
});

test('makes the other letters small', () => {
  expect(headlineCase('STORM WARNING')).toBe('Storm Warning');
});

test('leaves an empty text empty', () => {
  expect(headlineCase('')).toBe('');
});
