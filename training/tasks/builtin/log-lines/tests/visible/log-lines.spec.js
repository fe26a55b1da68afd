import { expect, test } from '@jest/globals';
import { lines } from './solution.js';

const all = async (...pieces) => {
  const found = [];
  for await (const line of lines(pieces)) found.push(line);
  return found;
};

test('gives the lines of one piece', async () => {
  expect(await all('start\nstop\n')).toEqual(['start', 'stop']);
});

test('joins a line that comes in two pieces', async () => {
  expect(await all('user Ada ', 'signed in\n')).toEqual(['user Ada signed in']);
});

test('gives a last line without its newline', async () => {
  expect(await all('start\nsto', 'p')).toEqual(['start', 'stop']);
});

test('takes both endings', async () => {
  expect(await all('start\r\nstop\n')).toEqual(['start', 'stop']);
});
