import { expect, test } from '@jest/globals';
import { createLog } from './solution.js';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
const caught = (promise) => promise.then(() => null, (error) => error);

/** A log, and keepers whose work ends when they are told. */
function watch() {
  const log = createLog();
  const begun = [];
  const ends = new Map();
  const work = (name) => () => {
    begun.push(name);
    return new Promise((resolve, reject) => ends.set(name, { resolve: () => resolve(name), reject }));
  };
  const finish = async (name) => {
    ends.get(name).resolve();
    await pause();
  };
  const state = () => [log.readers, log.writing, log.waiting];
  return { log, begun, ends, work, finish, state };
}

test('begins empty', () => {
  const { state } = watch();
  expect(state()).toEqual([0, false, 0]);
});

test('whoever finds it free has begun at once', async () => {
  const one = watch();
  one.log.read(one.work('r'));
  expect(one.state()).toEqual([1, false, 0]);
  const other = watch();
  other.log.write(other.work('w'));
  expect(other.state()).toEqual([0, true, 0]);
});

test('one writes at a time', async () => {
  const { log, begun, work, finish, state } = watch();
  log.write(work('a'));
  log.write(work('b'));
  await pause();
  expect(begun).toEqual(['a']);
  expect(state()).toEqual([0, true, 1]);
  await finish('a');
  expect(begun).toEqual(['a', 'b']);
  expect(state()).toEqual([0, true, 0]);
  await finish('b');
  expect(state()).toEqual([0, false, 0]);
});

test('nobody reads while somebody writes', async () => {
  const { log, begun, work, finish, state } = watch();
  log.write(work('w'));
  log.read(work('r'));
  log.read(work('s'));
  await pause();
  expect(begun).toEqual(['w']);
  expect(state()).toEqual([0, true, 2]);
  await finish('w');
  expect(begun).toEqual(['w', 'r', 's']);
  expect(state()).toEqual([2, false, 0]);
});

test('a writer waits for the last reader', async () => {
  const { log, begun, work, finish } = watch();
  log.read(work('r'));
  log.read(work('s'));
  log.write(work('w'));
  await pause();
  await finish('r');
  expect(begun).toEqual(['r', 's']);
  await finish('s');
  expect(begun).toEqual(['r', 's', 'w']);
});

test('a reader does not overtake a writer who waits', async () => {
  const { log, begun, work, finish, state } = watch();
  log.read(work('r'));
  log.write(work('w'));
  log.read(work('s'));
  await pause();
  expect(begun).toEqual(['r']);
  expect(state()).toEqual([1, false, 2]);
  await finish('r');
  expect(begun).toEqual(['r', 'w']);
  await finish('w');
  expect(begun).toEqual(['r', 'w', 's']);
});

test('readers next to each other begin together, as far as the next writer', async () => {
  const { log, begun, work, finish, state } = watch();
  log.write(work('w'));
  for (const name of ['a', 'b']) log.read(work(name));
  log.write(work('x'));
  log.read(work('c'));
  await pause();
  await finish('w');
  expect(begun).toEqual(['w', 'a', 'b']);
  expect(state()).toEqual([2, false, 2]);
  await finish('b');
  expect(begun).toEqual(['w', 'a', 'b']);
  await finish('a');
  expect(begun).toEqual(['w', 'a', 'b', 'x']);
  await finish('x');
  expect(begun).toEqual(['w', 'a', 'b', 'x', 'c']);
});

test('each gets the result of its own work', async () => {
  const log = createLog();
  const results = [log.read(() => 1), log.write(() => 2), log.read(async () => 3), log.write(() => undefined)];
  expect(await Promise.all(results)).toEqual([1, 2, 3, undefined]);
});

test.each(['read', 'write'])('%s that rejects or throws holds nobody up', async (kind) => {
  const log = createLog();
  const rejected = log[kind](async () => {
    throw new Error('no ink');
  });
  const thrown = log[kind](() => {
    throw new TypeError('no pen');
  });
  const after = log.write(() => 'written');
  expect((await caught(rejected)).message).toBe('no ink');
  expect(await caught(thrown)).toBeInstanceOf(TypeError);
  expect(await after).toBe('written');
  await pause();
  expect([log.readers, log.writing, log.waiting]).toEqual([0, false, 0]);
});

test('a signal that is aborted already', async () => {
  const { log, begun, work, state } = watch();
  const reason = new Error('closed');
  expect(await caught(log.read(work('r'), { signal: AbortSignal.abort(reason) }))).toEqual(reason);
  expect(begun).toEqual([]);
  expect(state()).toEqual([0, false, 0]);
});

test('those behind move up', async () => {
  const { log, begun, work, finish, state } = watch();
  const stop = new AbortController();
  log.read(work('r'));
  const gone = caught(log.write(work('w'), { signal: stop.signal }));
  log.read(work('s'));
  log.write(work('x'));
  await pause();
  stop.abort(new Error('went home'));
  expect((await gone).message).toBe('went home');
  await pause();
  expect(begun).toEqual(['r', 's']);
  expect(state()).toEqual([2, false, 1]);
  await finish('r');
  await finish('s');
  expect(begun).toEqual(['r', 's', 'x']);
});

test('only the one who gives up leaves the line', async () => {
  const { log, begun, work, finish, state } = watch();
  const stop = new AbortController();
  log.write(work('a'));
  log.write(work('b'));
  const gone = caught(log.write(work('c'), { signal: stop.signal }));
  log.write(work('d'));
  await pause();
  stop.abort(new Error('went home'));
  await gone;
  expect(state()).toEqual([0, true, 2]);
  await finish('a');
  await finish('b');
  expect(begun).toEqual(['a', 'b', 'd']);
});

test('a signal after the beginning changes nothing', async () => {
  const { log, work, finish, state } = watch();
  const stop = new AbortController();
  const first = log.write(work('a'), { signal: stop.signal });
  log.write(work('b'));
  await pause();
  stop.abort(new Error('too late'));
  await pause();
  expect(state()).toEqual([0, true, 1]);
  await finish('a');
  expect(await first).toBe('a');
});

test('one signal for several', async () => {
  const { log, begun, work, state } = watch();
  const stop = new AbortController();
  log.write(work('a'));
  const gone = [log.read(work('b'), { signal: stop.signal }), log.read(work('c'), { signal: stop.signal })].map(caught);
  await pause();
  stop.abort(new Error('storm'));
  expect((await Promise.all(gone)).map((error) => error.message)).toEqual(['storm', 'storm']);
  expect(begun).toEqual(['a']);
  expect(state()).toEqual([0, true, 0]);
});

test('two logs do not wait for each other', async () => {
  const one = watch();
  const other = watch();
  one.log.write(one.work('a'));
  other.log.write(other.work('b'));
  await pause();
  expect([one.begun, other.begun]).toEqual([['a'], ['b']]);
});
