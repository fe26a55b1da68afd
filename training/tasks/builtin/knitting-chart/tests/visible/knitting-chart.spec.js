import { expect, test } from '@jest/globals';
import { checkChart } from './solution.js';

test('finds no fault in a sound pattern', () => {
  expect(checkChart('k2 (p1 [k1, yo] p1) k2')).toBeNull();
});

test('finds a bracket of the wrong kind', () => {
  expect(checkChart('(k1]')).toEqual({ at: 3, found: ']', expected: ')' });
});

test('finds a bracket that nothing opened', () => {
  expect(checkChart('k1)')).toEqual({ at: 2, found: ')', expected: null });
});

test('finds a bracket that nothing closes', () => {
  expect(checkChart('{k1')).toEqual({ at: 3, found: null, expected: '}' });
});
