import { expect, test } from '@jest/globals';
import { fewestStamps } from './solution.js';

test('takes one stamp where one will do', () => {
  expect(fewestStamps(50, [10, 20, 50])).toEqual([50]);
});

test('takes few rather than large ones', () => {
  expect(fewestStamps(60, [10, 30, 40])).toEqual([30, 30]);
});

test('finds no way', () => {
  expect(fewestStamps(7, [2, 4])).toBeNull();
});

test('needs nothing for nothing', () => {
  expect(fewestStamps(0, [5])).toEqual([]);
});
