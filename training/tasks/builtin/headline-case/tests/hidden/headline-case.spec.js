import { expect, test } from '@jest/globals';
import { headlineCase } from './solution.js';

test.each([
  ['a quiet town', 'A Quiet Town'],
  ['mAYOR sPEAKS', 'Mayor Speaks'],
  ['x', 'X'],
  ['new  bridge', 'New  Bridge'],
  ['élan vital', 'Élan Vital'],
  ['route 66 reopens', 'Route 66 Reopens'],
])('turns %j into %j', (text, expected) => {
  expect(headlineCase(text)).toBe(expected);
});

test('leaves an empty text empty', () => {
  expect(headlineCase('')).toBe('');
});

test('keeps the number of words', () => {
  expect(headlineCase('one two three four').split(' ')).toHaveLength(4);
});
