import { expect, test } from '@jest/globals';
import { createLog } from './solution.js';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test('gives what the work gives', async () => {
  const log = createLog();
  expect(await log.read(() => 'fog')).toBe('fog');
  expect(await log.write(async () => 'sun')).toBe('sun');
});

test('several read at a time, and nobody writes then', async () => {
  const log = createLog();
  const done = [];
  const ends = [];
  const read = () => log.read(() => new Promise((resolve) => ends.push(resolve)));
  const all = [read(), read(), log.write(() => done.push('written'))];
  await pause();
  expect([log.readers, log.writing, log.waiting]).toEqual([2, false, 1]);
  for (const end of ends) end();
  await Promise.all(all);
  expect(done).toEqual(['written']);
});

test('who gives up is not called', async () => {
  const log = createLog();
  const stop = new AbortController();
  let end;
  const first = log.write(() => new Promise((resolve) => { end = resolve; }));
  const second = log.write(() => 'too late', { signal: stop.signal });
  stop.abort(new Error('went home'));
  await expect(second).rejects.toThrow('went home');
  end();
  await first;
});
