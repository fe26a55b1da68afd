import { expect, test } from '@jest/globals';
import { checkChart } from './solution.js';

test.each(['', 'k1 p1', '()', '[]{}()', '([{}])', '((()))', 'a(b[c]d){e}'])('%j is sound', (pattern) => {
  expect(checkChart(pattern)).toBeNull();
});

test.each([
  [')', 0, ')', null],
  ['())', 2, ')', null],
  ['(]', 1, ']', ')'],
  ['([)]', 2, ')', ']'],
  ['{(})', 2, '}', ')'],
  ['(', 1, null, ')'],
  ['([', 2, null, ']'],
  ['[()', 3, null, ']'],
  ['(()', 3, null, ')'],
  ['()}(', 2, '}', null],
  ['[}]', 1, '}', ']'],
])('%j has a fault', (pattern, at, found, expected) => {
  expect(checkChart(pattern)).toEqual({ at, found, expected });
});
