import { expect, test } from '@jest/globals';
import { matches } from './solution.js';

test.each([
  ['', '', true],
  ['', 'a', false],
  ['a', '', false],
  ['a', 'A', false],
  ['a', 'ab', false],
  ['b', 'ab', false],
  ['1.tif', '1xtif', false],
  ['a+b', 'a+b', true],
  ['a+b', 'aab', false],
  ['(a|b)', '(a|b)', true],
  ['(a|b)', 'a', false],
  ['^a$', '^a$', true],
  ['a\\d', 'a\\d', true],
  ['a\\d', 'a1', false],
  ['a-b', 'a-b', true],
  ['}', '}', true],
  [']', ']', true],
  ['a,b', 'a,b', true],
])('plain: %j and %j: %p', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test.each([
  ['?', 'a', true],
  ['?', '', false],
  ['?', '/', false],
  ['?', 'ab', false],
  ['a?c', 'a/c', false],
  ['??', 'ab', true],
  ['?', '\n', true],
  ['*', '', true],
  ['*', 'abc', true],
  ['*', 'a/b', false],
  ['a*', 'a', true],
  ['*b*', 'abc', true],
  ['*b*', 'ac', false],
  ['a*c', 'ac', true],
  ['a*c', 'a\nc', true],
  ['a*c', 'abd', false],
  ['*/*', 'a/b', true],
  ['*/*', '/', true],
  ['*/*', 'a/b/c', false],
  ['*.tif', '.tif', true],
  ['*a*a*a', 'aaa', true],
])('one star: %j and %j: %p', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test.each([
  ['**', 'a', true],
  ['**', 'a/b/c', true],
  ['**', '', false],
  ['a/**', 'a/b', true],
  ['a/**', 'a/b/c', true],
  ['a/**', 'a/', false],
  ['a/**', 'a', false],
  ['a/**', 'b/c', false],
  ['**/a', 'a', true],
  ['**/a', 'x/a', true],
  ['**/a', 'x/y/a', true],
  ['**/a', 'xa', false],
  ['**/a', '/a', false],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'a/xb', false],
  ['a/**/b', 'ab', false],
  ['a**', 'abc', true],
  ['a**', 'a/b', false],
  ['**a', 'xa', true],
  ['**a', 'x/a', false],
  ['a**/b', 'ax/b', true],
  ['a**/b', 'a/x/b', false],
  ['a**/b', 'a/b', true],
  ['**/**/a', 'x/a', true],
  ['**/*', 'a/b', true],
  ['**/**', 'a/b', true],
  ['x/**.tif', 'x/a.tif', true],
  ['x/**.tif', 'x/a/b.tif', false],
  ['**/a.tif', 'north/a.tif\n', false],
  ['a/**', 'a/b\nc', true],
])('two stars: %j and %j: %p', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test.each([
  ['[abc]', 'b', true],
  ['[abc]', 'd', false],
  ['[abc]', 'ab', false],
  ['[!abc]', 'd', true],
  ['[!abc]', 'a', false],
  ['[!abc]', '!', true],
  ['[!abc]', '/', false],
  ['[!abc]', '', false],
  ['[a!]', '!', true],
  ['[a-f]', 'c', true],
  ['[a-f]', 'g', false],
  ['[a-f]', '-', false],
  ['[a-]', '-', true],
  ['[-a]', '-', true],
  ['[-a]', 'a', true],
  ['[!-a]', '-', false],
  ['[a-cx-z]', 'y', true],
  ['[]]', ']', true],
  ['[]a]', 'a', true],
  ['[!]]', ']', false],
  ['[!]]', 'a', true],
  ['[^a]', '^', true],
  ['[^a]', 'a', true],
  ['[^a]', 'b', false],
  ['[\\d]', 'd', true],
  ['[\\d]', '1', false],
  ['[[]', '[', true],
  ['[*]', '*', true],
  ['[*]', 'a', false],
  ['[', '[', true],
  ['[abc', '[abc', true],
  ['[abc', 'a', false],
  ['[]', '[]', true],
  ['[!]', '[!]', true],
  ['a[b]c[d]', 'abcd', true],
])('square brackets: %j and %j: %p', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test.each([
  ['{a,b}', 'a', true],
  ['{a,b}', 'b', true],
  ['{a,b}', 'c', false],
  ['{a,b}', 'a,b', false],
  ['x{a,b}y', 'xby', true],
  ['x{a,b}y', 'xa', false],
  ['x{a,b}y', 'by', false],
  ['{a}', 'a', true],
  ['a{,s}', 'a', true],
  ['a{,s}', 'as', true],
  ['{}', '', true],
  ['{*.tif,?}', 'map.tif', true],
  ['{*.tif,?}', 'a', true],
  ['{*.tif,?}', 'ab', false],
  ['{*.tif,?}', 'mapxtif', false],
  ['{[ab],c}', 'b', true],
  ['{a.b,c}', 'axb', false],
  ['{a/b,c}', 'a/b', true],
  ['{**,x}', 'a/b', false],
  ['{**,x}', 'ab', true],
  ['{**/a,x}', 'b/c/a', false],
  ['{a,b', '{a,b', true],
  ['{a,b', 'a', false],
  ['a}', 'a}', true],
  ['{a,b}/{c,d}', 'b/c', true],
  ['{a,{b}', '{b', true],
  ['{tif,png}', 'tifpng', false],
])('curly brackets: %j and %j: %p', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test('a whole label', () => {
  const pattern = '**/coast/18[5-9]?{,-bis}.{tif,png}';
  expect(matches(pattern, 'north/coast/1887-bis.tif')).toBe(true);
  expect(matches(pattern, 'coast/1850.png')).toBe(true);
  expect(matches(pattern, 'north/coast/1847.tif')).toBe(false);
  expect(matches(pattern, 'north/coast/old/1887.tif')).toBe(false);
});
