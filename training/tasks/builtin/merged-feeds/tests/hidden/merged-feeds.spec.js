import { expect, test } from '@jest/globals';
import { merge } from './solution.js';

/** A feed that writes down what is asked of it. */
function station(log, name, times, { failAt, failStop } = {}) {
  let turn = 0;
  return {
    [Symbol.asyncIterator]() {
      return {
        async next() {
          log.push(`${name}?`);
          await null;
          if (turn === failAt) throw new Error(`${name} failed`);
          turn += 1;
          return turn > times.length ? { value: undefined, done: true } : { value: { at: times[turn - 1], name }, done: false };
        },
        async return() {
          log.push(`${name} stop`);
          if (failStop) throw new Error('does not stop');
          return { value: undefined, done: true };
        },
      };
    },
  };
}
async function all(feeds, found = []) {
  for await (const { at, name } of merge(feeds)) found.push(`${at}${name}`);
  return found;
}
const stops = (log) => log.filter((line) => line.endsWith('stop')).sort();

test('no feeds', async () => {
  expect(await all([])).toEqual([]);
});

test('empty feeds', async () => {
  const log = [];
  expect(await all([station(log, 'a', []), station(log, 'b', [2]), station(log, 'c', [])])).toEqual(['2b']);
  expect(stops(log)).toEqual([]);
});

test('three feeds of different length', async () => {
  const log = [];
  const feeds = [station(log, 'a', [5, 6]), station(log, 'b', [1, 2, 3, 7]), station(log, 'c', [4])];
  expect(await all(feeds)).toEqual(['1b', '2b', '3b', '4c', '5a', '6a', '7b']);
  expect(stops(log)).toEqual([]);
});

test('equal times in the order of the list', async () => {
  const log = [];
  const feeds = [station(log, 'a', [2, 3]), station(log, 'b', [1, 2, 3]), station(log, 'c', [2, 2])];
  expect(await all(feeds)).toEqual(['1b', '2a', '2b', '2c', '2c', '3a', '3b']);
});

test('times may be 0 or below', async () => {
  expect(await all([station([], 'a', [-5, 0]), station([], 'b', [-7, -1, 0])])).toEqual(['-7b', '-5a', '-1b', '0a', '0b']);
});

test('plain lists count', async () => {
  const list = [{ at: 1, name: 'a' }, { at: 3, name: 'a' }];
  expect(await all([list, station([], 'b', [2])])).toEqual(['1a', '2b', '3a']);
});

test('gives the readings themselves', async () => {
  const reading = { at: 1, wind: { from: 'west' } };
  expect((await merge([[reading]]).next()).value).toEqual({ at: 1, wind: { from: 'west' } });
});

test('asks nothing before it is asked', async () => {
  const log = [];
  merge([station(log, 'a', [1])]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(log).toEqual([]);
});

test('asks all for their first reading at once', async () => {
  const asked = [];
  let answer;
  const gate = new Promise((resolve) => { answer = resolve; });
  const slow = (name) => ({
    [Symbol.asyncIterator]: () => ({
      async next() {
        asked.push(name);
        await gate;
        return { value: undefined, done: true };
      },
    }),
  });
  const first = merge([slow('a'), slow('b'), slow('c')]).next();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(asked).toEqual(['a', 'b', 'c']);
  answer();
  expect((await first).done).toBe(true);
});

test('asks for no more than it must', async () => {
  const log = [];
  const reader = merge([station(log, 'a', [1, 2, 5]), station(log, 'b', [3, 4])]);
  await reader.next();
  expect(log).toEqual(['a?', 'b?']);
  await reader.next();
  expect(log).toEqual(['a?', 'b?', 'a?']);
  await reader.next();
  expect(log).toEqual(['a?', 'b?', 'a?', 'a?']);
  await reader.next();
  expect(log).toEqual(['a?', 'b?', 'a?', 'a?', 'b?']);
  await reader.return();
});

test('tells feeds when the reader stops', async () => {
  const log = [];
  for await (const { at } of merge([station(log, 'a', [1, 5]), station(log, 'b', [2]), station(log, 'c', [])])) {
    if (at === 2) break;
  }
  expect(stops(log)).toEqual(['a stop', 'b stop']);
});

test('does not tell a feed that has ended', async () => {
  const log = [];
  for await (const { at } of merge([station(log, 'a', [1]), station(log, 'b', [2, 3])])) {
    if (at === 2) break;
  }
  expect(stops(log)).toEqual(['b stop']);
});

test('a feed that cannot be told is not told', async () => {
  const log = [];
  for await (const { at } of merge([[{ at: 1 }, { at: 4 }], station(log, 'b', [2, 3])])) {
    if (at === 2) break;
  }
  expect(stops(log)).toEqual(['b stop']);
});

test('fails with the error of a feed, after what came before', async () => {
  const log = [];
  const found = [];
  const feeds = [station(log, 'a', [1, 3, 5], { failAt: 2 }), station(log, 'b', [2, 4])];
  await expect(all(feeds, found)).rejects.toThrow('a failed');
  expect(found).toEqual(['1a', '2b', '3a']);
  expect(stops(log)).toEqual(['b stop']);
});

test('fails when the first reading does', async () => {
  const log = [];
  const feeds = [station(log, 'a', [1]), station(log, 'b', [2], { failAt: 0 })];
  await expect(all(feeds)).rejects.toThrow('b failed');
  expect(stops(log)).toEqual(['a stop']);
});

test('a feed that does not stop hides no error', async () => {
  const log = [];
  const feeds = [station(log, 'a', [1, 2], { failAt: 1 }), station(log, 'b', [4], { failStop: true }), station(log, 'c', [4])];
  await expect(all(feeds)).rejects.toThrow('a failed');
  expect(stops(log)).toEqual(['b stop', 'c stop']);
});

test('a feed that goes back is stopped too', async () => {
  const log = [];
  const found = [];
  const feeds = [station(log, 'a', [9]), station(log, 'b', [9]), station(log, 'c', [0, 3, 3, 2, 8])];
  await expect(all(feeds, found)).rejects.toThrow(new RangeError('feed 2 went back'));
  await expect(all([station([], 'a', [0, -1])])).rejects.toThrow(RangeError);
  expect(found).toEqual(['0c', '3c', '3c']);
  expect(stops(log)).toEqual(['a stop', 'b stop', 'c stop']);
});

test('two streams at once keep apart', async () => {
  const streams = [merge([station([], 'a', [1, 2])]), merge([station([], 'b', [1, 2])])];
  const [one, other] = await Promise.all(streams.map((stream) => stream.next()));
  expect([one.value.name, other.value.name]).toEqual(['a', 'b']);
});

test('ends when all feeds have stopped', async () => {
  const log = [];
  const slow = {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ value: { at: 1 }, done: false }),
      async return() {
        await new Promise((resolve) => setTimeout(resolve, 10));
        log.push('stopped');
        return { value: undefined, done: true };
      },
    }),
  };
  for await (const reading of merge([slow])) {
    log.push(reading.at);
    break;
  }
  expect(log).toEqual([1, 'stopped']);
});
