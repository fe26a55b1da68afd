import { expect, test } from '@jest/globals';
import { merge } from './solution.js';

async function* station(name, ...times) {
  for (const at of times) yield { at, name };
}
async function all(feeds) {
  const found = [];
  for await (const { at, name } of merge(feeds)) found.push(`${at}${name}`);
  return found;
}

test('gives the readings of all in order', async () => {
  expect(await all([station('a', 1, 4, 9), station('b', 2, 3, 10)])).toEqual(['1a', '2b', '3b', '4a', '9a', '10b']);
});

test('the first feed comes first', async () => {
  expect(await all([station('a', 1, 1), station('b', 1)])).toEqual(['1a', '1a', '1b']);
});

test('fails when a feed goes back', async () => {
  await expect(all([station('a', 1), station('b', 3, 2)])).rejects.toThrow(new RangeError('feed 1 went back'));
});
