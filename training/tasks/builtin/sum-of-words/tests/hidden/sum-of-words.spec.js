import { expect, test } from '@jest/globals';
import { calculate } from './solution.js';

test.each([
  ['7', 7],
  ['  7  ', 7],
  ['1.5*4', 6],
  ['10-4-3', 3],
  ['100/5/2', 10],
  ['2*3+4*5', 26],
  ['-3+5', 2],
  ['2*-3', -6],
  ['--4', 4],
  ['-(2+3)', -5],
  ['((((1))))', 1],
  ['2*(3-(4-5))', 8],
  ['8/4*2', 4],
])('%j gives %d', (text, expected) => {
  expect(calculate(text)).toBe(expected);
});

test.each([
  ['2 + x', 'x'],
  ['2 3', '3'],
  ['(1+2))', ')'],
  ['*2', '*'],
])('%j names %j', (text, character) => {
  expect(() => calculate(text)).toThrow(SyntaxError);
  expect(() => calculate(text)).toThrow(character);
});

test.each(['', '2 +', '(1', '-'])('%j ends too soon', (text) => {
  expect(() => calculate(text)).toThrow(/unexpected end/);
});

test('refuses to divide by zero', () => {
  expect(() => calculate('1/(2-2)')).toThrow(RangeError);
});
