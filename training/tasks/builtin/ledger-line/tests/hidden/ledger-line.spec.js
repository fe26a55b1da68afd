import { expect, test } from '@jest/globals';
import { parseLine } from './solution.js';

test.each([
  ['', ['']],
  [';', ['', '']],
  ['a;;b', ['a', '', 'b']],
  ['"a;b";c', ['a;b', 'c']],
  ['x;"""y"""', ['x', '"y"']],
  ['""', ['']],
  ['"";1', ['', '1']],
  ['"a""b;c";"d"', ['a"b;c', 'd']],
  [' spaced ; out ', [' spaced ', ' out ']],
  ['1;2;3;4;5', ['1', '2', '3', '4', '5']],
])('%j', (line, expected) => {
  expect(parseLine(line)).toEqual(expected);
});
