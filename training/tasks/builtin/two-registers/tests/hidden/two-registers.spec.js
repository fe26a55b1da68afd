import { expect, test } from '@jest/globals';
import { mergeRegisters } from './solution.js';

const read = (text) => text.split(' ').filter(Boolean).map((word) => ({ year: Number(word.slice(1)), name: word }));
const show = (register) => register.map(({ name }) => name).join(' ');

test.each([
  ['', '', ''],
  ['a1', '', 'a1'],
  ['', 'b1', 'b1'],
  ['a1 a2', 'b3 b4', 'a1 a2 b3 b4'],
  ['a3 a4', 'b1 b2', 'b1 b2 a3 a4'],
  ['a1 a3 a5', 'b2 b4 b6', 'a1 b2 a3 b4 a5 b6'],
  ['a2 a2 a2', 'b2 b2', 'a2 a2 a2 b2 b2'],
  ['a1 c1 a2', 'b1 d1 b2', 'a1 c1 b1 d1 a2 b2'],
  ['a5', 'b1 b5 b9', 'b1 a5 b5 b9'],
  ['a10 a9000', 'b9', 'b9 a10 a9000'],
])('merges %j and %j', (first, second, expected) => {
  expect(show(mergeRegisters(read(first), read(second)))).toBe(expected);
});

test('leaves both registers as they are', () => {
  const first = read('a1 a3');
  const second = read('b2');
  mergeRegisters(first, second);
  expect(show(first)).toBe('a1 a3');
  expect(show(second)).toBe('b2');
});

test('gives a list of its own', () => {
  const second = read('b2');
  expect(mergeRegisters([], second)).not.toBe(second);
});

test('merges long registers', () => {
  const even = Array.from({ length: 1500 }, (_, at) => ({ year: at * 2, name: 'even' }));
  const odd = Array.from({ length: 1500 }, (_, at) => ({ year: at * 2 + 1, name: 'odd' }));
  const merged = mergeRegisters(even, odd);
  expect(merged).toHaveLength(3000);
  expect(merged.every(({ year }, at) => year === at)).toBe(true);
});
