import { expect, test } from '@jest/globals';
import { render } from './solution.js';

test.each([
  ['', {}, ''],
  ['no tags }', {}, 'no tags }'],
  ['{a}{b}', { a: 1, b: 2 }, '12'],
  ['{a}', { a: 0 }, '0'],
  ['{a}', { a: false }, 'false'],
  ['{a}', { a: null }, ''],
  ['[{a}]', {}, '[]'],
  ['{a.b.c}', { a: { b: { c: 'deep' } } }, 'deep'],
  ['[{a.b.c}]', { a: {} }, '[]'],
  ['[{a.b}]', { a: null }, '[]'],
  ['[{a.b}]', {}, '[]'],
  ['{  a  }', { a: 'x' }, 'x'],
  ['{\na\n}', { a: 'x' }, 'x'],
  ['{{', {}, '{'],
  ['{{{a}}', { a: 'x' }, '{x}'],
  ['{{each}', {}, '{each}'],
  ['a {{ b } c', {}, 'a { b } c'],
  ['{a}', { a: '{b}', b: 'no' }, '{b}'],
  ['{if}', { if: 'a name' }, 'a name'],
  ['{each}', { each: 'a name' }, 'a name'],
  ['{ending}{elsewhere}{iffy}', { ending: 1, elsewhere: 2, iffy: 3 }, '123'],
  ['[{toString}]', {}, '[]'],
  ['{a}', { a: [1, 2] }, '1,2'],
])('%j with %j gives %j', (pattern, data, expected) => {
  expect(render(pattern, data)).toBe(expected);
});

test.each([
  ['elements', '{each a}{.};{end}', { a: [1, 'two', null, 0] }, '1;two;;0;'],
  ['nothing', '[{each a}x{end}]', { a: [] }, '[]'],
  ['what is no list', '[{each a}x{end}]', { a: 'abc' }, '[]'],
  ['what is missing', '[{each a}x{end}]', {}, '[]'],
  ['own names first', '{each a}{n}{end}{n}', { a: [{ n: 1 }, {}], n: 9 }, '199'],
  ['an own name that is empty', '[{each a}{n}{end}]', { a: [{ n: null }], n: 9 }, '[]'],
  ['names from outside', '{each a}{x}{.}{end}', { a: [1, 2], x: 'n' }, 'n1n2'],
  ['lists in lists', '{each a}({each .}{.}{end}){end}', { a: [[1, 2], [3]] }, '(12)(3)'],
  ['three deep', '{each a}{each b}{p}{q}{r};{end}{end}', { r: 3, a: [{ p: 1, b: [{ q: 2 }, { q: 4, r: 5 }] }] }, '123;145;'],
  ['a path', '{each a.b}{.}{end}', { a: { b: [1] } }, '1'],
  ['lengths of elements are no names of outside', '{each a}{length}{end}', { a: ['xyz'], length: 'L' }, 'L'],
  ['much space', '{each    a }{.}{end}', { a: [1] }, '1'],
  ['tags over lines', '{each\na}{.}{end}', { a: [1] }, '1'],
])('each: %s', (_, pattern, data, expected) => {
  expect(render(pattern, data)).toBe(expected);
});

test.each([
  [undefined, 'no'],
  [null, 'no'],
  [false, 'no'],
  ['', 'no'],
  [[], 'no'],
  [0, 'yes'],
  [{}, 'yes'],
  ['0', 'yes'],
  [true, 'yes'],
  [[0], 'yes'],
])('if: %j gives %s', (a, expected) => {
  expect(render('{if a}yes{else}no{end}', { a })).toBe(expected);
  expect(render('{each list}{if .}yes{else}no{end}{end}', { list: [a] })).toBe(expected);
});

test('if without else', () => {
  expect(render('[{if a}x{end}]', { a: 1 })).toBe('[x]');
  expect(render('[{if a}x{end}]', {})).toBe('[]');
});

test('if inside if, each with its own else', () => {
  const pattern = '{if a}{if b}ab{else}a{end}{else}{if b}b{else}-{end}{end}';
  expect([[1, 1], [1], [undefined, 1], []].map(([a, b]) => render(pattern, { a, b }))).toEqual(['ab', 'a', 'b', '-']);
});

test('each inside else', () => {
  expect(render('{if a}x{else}{each b}{.}{end}{end}!', { b: [1, 2] })).toBe('12!');
});

test.each([
  ['{', 'line 1: no closing bracket'],
  ['a\n\n{b', 'line 3: no closing bracket'],
  ['{}', 'line 1: empty tag'],
  ['\n{  }', 'line 2: empty tag'],
  ['{else}', 'line 1: else without if'],
  ['{each a}\n{else}{end}', 'line 2: else without if'],
  ['{if a}{else}\n{else}{end}', 'line 2: else without if'],
  ['{if a}{each b}{else}{end}{end}', 'line 1: else without if'],
  ['{end}', 'line 1: end without beginning'],
  ['{if a}{end}\n{end}', 'line 2: end without beginning'],
  ['{if a}', 'line 1: end is missing'],
  ['{if a}\n{each b}\n', 'line 2: end is missing'],
  ['{if a}\n{each b}{end}\n', 'line 1: end is missing'],
  ['{if a}\n{}', 'line 2: empty tag'],
  ['{end}{', 'line 1: end without beginning'],
  ['\n{\na', 'line 2: no closing bracket'],
])('%j is refused: %s', (pattern, message) => {
  expect(() => render(pattern, {})).toThrow(new SyntaxError(message));
  expect(() => render(pattern, {})).toThrow(SyntaxError);
});

test('leaves the data as it is', () => {
  const data = { a: [{ b: 1 }], c: 2 };
  render('{each a}{b}{c}{end}', data);
  expect(data).toEqual({ a: [{ b: 1 }], c: 2 });
});
