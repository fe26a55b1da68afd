import { expect, test } from '@jest/globals';
import { changes } from './solution.js';

const lines = (found, ...kinds) => found.filter(({ what }) => kinds.includes(what)).map(({ line }) => line);
const count = (found) => lines(found, 'drop', 'add').length;

/** What holds for every right answer. */
function check(before, after, fewest) {
  const found = changes(before, after);
  expect(found.every(({ what }) => ['keep', 'drop', 'add'].includes(what))).toBe(true);
  expect(lines(found, 'keep', 'drop')).toEqual(before);
  expect(lines(found, 'keep', 'add')).toEqual(after);
  expect(found.some(({ what }, at) => what === 'drop' && found[at - 1]?.what === 'add')).toBe(false);
  expect(count(found)).toBe(fewest);
}
const of = (text) => [...text];

test.each([
  ['', '', 0],
  ['a', '', 1],
  ['', 'a', 1],
  ['abc', '', 3],
  ['', 'abc', 3],
  ['a', 'b', 2],
  ['ab', 'ba', 2],
  ['abc', 'abc', 0],
  ['abc', 'abcd', 1],
  ['abc', 'zabc', 1],
  ['abcd', 'abd', 1],
  ['abcd', 'bcd', 1],
  ['abcd', 'abc', 1],
  ['abcd', 'a', 3],
  ['a', 'bcda', 3],
  ['abcd', 'xabxcdx', 3],
  ['abcabba', 'cbabac', 5],
  ['aaaa', 'aa', 2],
  ['aa', 'aaaaa', 3],
  ['abab', 'baba', 2],
  ['kitten', 'sitting', 5],
  ['abcdef', 'uvwxyz', 12],
  ['abxcd', 'ayzbcd', 3],
  ['xaxbxc', 'abc', 3],
  ['abc', 'xaxbxc', 3],
])('%j to %j: %i changes', (before, after, fewest) => {
  check(of(before), of(after), fewest);
});

test('all drops before all adds', () => {
  expect(changes(['a', 'b'], ['c', 'd'])).toEqual([
    { what: 'drop', line: 'a' },
    { what: 'drop', line: 'b' },
    { what: 'add', line: 'c' },
    { what: 'add', line: 'd' },
  ]);
});

test('all drops before all adds, between kept lines and at the end', () => {
  const found = changes(['k', 'a', 'b', 'l', 'c', 'd'], ['k', 'x', 'y', 'l', 'v', 'w']);
  expect(found.map(({ what, line }) => what[0] + line).join(' ')).toBe('kk da db ax ay kl dc dd av aw');
});

test('empty lines are lines', () => {
  check(['', 'a', ''], ['', '', 'a'], 2);
});

test('lines are the same text or they are not', () => {
  check(['1', 'A '], ['01', 'a'], 4);
  check(['10', '1e1'], ['1e1'], 1);
});

test('leaves both as they are', () => {
  const [before, after] = [['a', 'b'], ['b', 'c']];
  changes(before, after);
  expect([before, after]).toEqual([['a', 'b'], ['b', 'c']]);
});

test('two long poems', () => {
  const before = Array.from({ length: 600 }, (_, at) => `line ${at % 97}`);
  const after = before.filter((_, at) => at % 5 !== 0);
  check(before, after, 120);
  check(after, before, 120);
});
