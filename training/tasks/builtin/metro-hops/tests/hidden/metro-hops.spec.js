import { expect, test } from '@jest/globals';
import { hops } from './solution.js';

const lines = (...texts) => Object.fromEntries(texts.map((text, at) => [`line ${at}`, text.split('')]));

test.each([
  ['one line', lines('abcdef'), 'a', 'f', 5],
  ['one line, backwards', lines('abcdef'), 'f', 'b', 4],
  ['a change', lines('abc', 'xcy'), 'a', 'y', 3],
  ['a short cut that comes last', lines('abcdefg', 'ag'), 'a', 'f', 2],
  ['a short cut that comes first', lines('ag', 'abcdefg'), 'a', 'f', 2],
  ['a ring', lines('abcdea'), 'a', 'd', 2],
  ['a ring, the other way', lines('abcdea'), 'c', 'e', 2],
  ['two ways of one length', lines('abd', 'acd'), 'a', 'd', 2],
  ['three changes', lines('ab', 'bc', 'cd', 'de'), 'e', 'a', 4],
  ['a stop to itself', lines('ab'), 'b', 'b', 0],
  ['lines that do not meet', lines('ab', 'cd'), 'a', 'd', null],
  ['a stop that is nowhere', lines('ab'), 'a', 'z', null],
  ['from nowhere', lines('ab'), 'z', 'a', null],
  ['no lines', {}, 'a', 'b', null],
  ['a line of one stop', lines('a', 'ab'), 'b', 'a', 1],
])('%s', (_, town, from, to, expected) => {
  expect(hops(town, from, to)).toBe(expected);
});

test('finds its way in a large town', () => {
  const long = Array.from({ length: 400 }, (_, at) => `stop ${at}`);
  expect(hops({ long, express: ['stop 0', 'stop 200', 'stop 399'] }, 'stop 10', 'stop 390')).toBe(21);
});
