import { expect, test } from '@jest/globals';
import { wrap } from './solution.js';

test.each([
  ['', 5, ''],
  [' \n \n\n ', 5, ''],
  ['word', 10, 'word'],
  ['word', 4, 'word'],
  ['word', 1, 'word'],
  ['a b c d', 1, 'a\nb\nc\nd'],
  ['a b c d', 3, 'a b\nc d'],
  ['a b c d', 4, 'a b\nc d'],
  ['a b c d', 5, 'a b c\nd'],
  ['  many    spaces  here ', 20, 'many spaces here'],
  ['one\ntwo\nthree', 20, 'one two three'],
  ['one\n\n\n\n\ntwo', 20, 'one\n\ntwo'],
  ['one\n   \ntwo', 20, 'one\n\ntwo'],
  ['\n\none\n\n', 20, 'one'],
  ['one two\n\nthree four', 5, 'one\ntwo\n\nthree\nfour'],
  ['incomprehensible', 4, 'incomprehensible'],
  ['a incomprehensible b', 4, 'a\nincomprehensible\nb'],
])('wraps %j to %d', (text, width, expected) => {
  expect(wrap(text, width)).toBe(expected);
});

test.each([0, -3, 2.5])('refuses a width of %d', (width) => {
  expect(() => wrap('word', width)).toThrow(RangeError);
});
