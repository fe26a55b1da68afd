import { expect, test } from '@jest/globals';
import { withKeys } from './solution.js';

const pause = () => new Promise((resolve) => setTimeout(resolve, 3));

/** A cupboard; `bent` are the keys that can't be given back, and what each throws. */
function cupboard(bent = {}) {
  const log = [];
  const key = (value) => async () => {
    log.push(`take ${value}`);
    await pause();
    log.push(`took ${value}`);
    return {
      value,
      async giveBack() {
        log.push(`give ${value}`);
        await pause();
        log.push(`back ${value}`);
        if (value in bent) throw bent[value];
      },
    };
  };
  return { log, key };
}
const caught = async (promise) => {
  try {
    return { result: await promise };
  } catch (error) {
    return { error };
  }
};
const failing = (error) => async () => {
  await pause();
  throw error;
};

test('without keys', async () => {
  expect(await withKeys([], (values) => values)).toEqual([]);
});

test.each([0, '', null, undefined, false])('gives what the work gives: %p', async (value) => {
  const { key } = cupboard();
  expect(await withKeys([key('a')], () => value)).toBe(value);
});

test('one after the other, and back the other way', async () => {
  const { log, key } = cupboard();
  await withKeys([key('a'), key('b'), key('c')], async () => {
    log.push('begin');
    await pause();
    log.push('end');
  });
  expect(log).toEqual([
    'take a', 'took a', 'take b', 'took b', 'take c', 'took c', 'begin', 'end',
    'give c', 'back c', 'give b', 'back b', 'give a', 'back a',
  ]);
});

test('keys without promises', async () => {
  const log = [];
  const key = (value) => () => ({ value, giveBack: () => log.push(value) });
  expect(await withKeys([key(1), key(2)], ([a, b]) => a + b)).toBe(3);
  expect(log).toEqual([2, 1]);
});

test('giveBack belongs to its key', async () => {
  const key = { value: 1, back: false, giveBack() { this.back = true; } };
  await withKeys([() => key], () => 1);
  expect(key.back).toBe(true);
});

test.each([
  ['rejects', failing],
  ['throws at once', (error) => () => { throw error; }],
])('the work %s', async (_, work) => {
  const { log, key } = cupboard();
  const { error } = await caught(withKeys([key('a'), key('b')], work(new TypeError('dark'))));
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toBe('dark');
  expect(log.slice(-4)).toEqual(['give b', 'back b', 'give a', 'back a']);
});

test.each([
  ['rejects', failing(new Error('none'))],
  ['throws at once', () => { throw new Error('none'); }],
])('borrowing %s', async (_, missing) => {
  const { log, key } = cupboard();
  let worked = false;
  const { error } = await caught(withKeys([key('a'), key('b'), missing, key('c')], () => { worked = true; }));
  expect(error.message).toBe('none');
  expect(worked).toBe(false);
  expect(log).toEqual(['take a', 'took a', 'take b', 'took b', 'give b', 'back b', 'give a', 'back a']);
});

test('the very first key is missing', async () => {
  const { log, key } = cupboard();
  expect((await caught(withKeys([failing(new Error('none')), key('a')], () => 1))).error.message).toBe('none');
  expect(log).toEqual([]);
});

test('one key can not be given back', async () => {
  const { log, key } = cupboard({ b: new RangeError('bent') });
  const { error } = await caught(withKeys([key('a'), key('b'), key('c')], () => 'done'));
  expect(error).toBeInstanceOf(RangeError);
  expect(log.slice(-6)).toEqual(['give c', 'back c', 'give b', 'back b', 'give a', 'back a']);
});

test('several keys can not be given back', async () => {
  const { log, key } = cupboard({ a: new Error('bent a'), c: new Error('bent c') });
  const { error } = await caught(withKeys([key('a'), key('b'), key('c')], () => 'done'));
  expect(error).toBeInstanceOf(AggregateError);
  expect(error.message).toBe('2 things went wrong');
  expect(error.errors.map(({ message }) => message)).toEqual(['bent c', 'bent a']);
  expect(log.at(-1)).toBe('back a');
});

test('the work fails, and a key too', async () => {
  const { key } = cupboard({ a: new Error('bent a'), b: new Error('bent b') });
  const { error } = await caught(withKeys([key('a'), key('b')], failing(new Error('dark'))));
  expect(error.message).toBe('3 things went wrong');
  expect(error.errors.map(({ message }) => message)).toEqual(['dark', 'bent b', 'bent a']);
});

test('a key is missing, and another is bent', async () => {
  const { key } = cupboard({ a: new Error('bent a') });
  const { error } = await caught(withKeys([key('a'), failing(new Error('none'))], () => 1));
  expect(error.errors.map(({ message }) => message)).toEqual(['none', 'bent a']);
});

test('what is thrown need not be an error', async () => {
  const { key } = cupboard();
  expect(await caught(withKeys([key('a')], failing('dark')))).toEqual({ error: 'dark' });
  expect('error' in (await caught(withKeys([key('a')], failing(undefined))))).toBe(true);
  const bent = cupboard({ a: undefined, b: 0 });
  const { error } = await caught(withKeys([bent.key('a'), bent.key('b')], () => 1));
  expect(error.errors).toEqual([0, undefined]);
});

test('the list stays as it is', async () => {
  const { key } = cupboard();
  const borrow = [key('a'), key('b')];
  const copy = [...borrow];
  await withKeys(borrow, () => 1);
  expect(borrow.every((take, at) => take === copy[at])).toBe(true);
});

test('values come in the order of the list', async () => {
  const { key } = cupboard();
  let seen;
  await withKeys([key('a'), key('b'), key('c')], async (values) => {
    await pause();
    seen = [...values];
  });
  expect(seen).toEqual(['a', 'b', 'c']);
});
