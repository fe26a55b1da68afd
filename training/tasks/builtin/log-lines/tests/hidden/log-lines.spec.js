import { expect, test } from '@jest/globals';
import { lines } from './solution.js';

async function* sent(pieces) {
  for (const piece of pieces) {
    await null;
    yield piece;
  }
}
const gather = async (source) => {
  const found = [];
  for await (const line of lines(source)) found.push(line);
  return found;
};

test.each([
  ['nothing', [], []],
  ['empty pieces', ['', '', ''], []],
  ['one newline', ['\n'], ['']],
  ['empty lines', ['a\n\n\nb\n'], ['a', '', '', 'b']],
  ['no newline at all', ['a', 'b', 'c'], ['abc']],
  ['a newline of its own', ['a', '\n', 'b', '\n'], ['a', 'b']],
  ['a line over many pieces', ['lo', 'ng', ' li', 'ne\nnext'], ['long line', 'next']],
  ['an ending that is cut', ['a\r', '\nb\r', '\n'], ['a', 'b']],
  ['a carriage return inside', ['a\rb\n'], ['a\rb']],
  ['two carriage returns', ['a\rb\r\n'], ['a\rb']],
  ['a carriage return at the very end', ['a\r'], ['a\r']],
  ['several lines in a later piece', ['x', 'a\nb\nc', 'd\n'], ['xa', 'b', 'cd']],
  ['spaces', [' a \n b'], [' a ', ' b']],
])('%s', async (_, pieces, expected) => {
  expect(await gather(sent(pieces))).toEqual(expected);
});

test('takes a plain list', async () => {
  expect(await gather(['a\nb', 'c'])).toEqual(['a', 'bc']);
});

test('gives a line as soon as it is there', async () => {
  const source = (async function* () {
    yield 'first\nsec';
    throw new Error('cut off');
  })();
  const reader = lines(source);
  expect(await reader.next()).toEqual({ value: 'first', done: false });
  await expect(reader.next()).rejects.toThrow('cut off');
});

test('two logs at once keep apart', async () => {
  expect(await Promise.all([gather(sent(['a', 'b\n'])), gather(sent(['c', 'd']))])).toEqual([['ab'], ['cd']]);
});
