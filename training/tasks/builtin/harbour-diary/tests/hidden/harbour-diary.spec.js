import { expect, test } from '@jest/globals';
import { createDiary } from './solution.js';

function shelf(days = {}, faults = {}) {
  const texts = new Map(Object.entries(days));
  const log = [];
  return {
    texts,
    log,
    read(name, done) {
      log.push(`read ${name}`);
      if (faults.read) done(faults.read);
      else if (texts.has(name)) setTimeout(() => done(null, texts.get(name)), 1);
      else done(Object.assign(new Error('nothing there'), { code: 'MISSING' }));
    },
    write(name, text, done) {
      log.push(`write ${name}`);
      if (faults.write) return done(faults.write);
      texts.set(name, text);
      return done(null);
    },
  };
}
const caught = (promise) => promise.then(() => null, (error) => error);

test('passes over empty lines', async () => {
  expect(await createDiary(shelf({ monday: '\nfog\n\nsun' })).entries('monday')).toEqual(['fog', 'sun']);
});

test('an empty day has no entries', async () => {
  expect(await createDiary(shelf({ monday: '' })).entries('monday')).toEqual([]);
});

test('reading rejects with the error of the storage', async () => {
  const fault = Object.assign(new Error('wet'), { code: 'WET' });
  expect(await caught(createDiary(shelf({}, { read: fault })).entries('monday'))).toBe(fault);
});

test('the first entry of a day', async () => {
  const storage = shelf();
  expect(await createDiary(storage).add('monday', 'fog')).toBe(1);
  expect(storage.texts.get('monday')).toBe('fog\n');
  expect(storage.log).toEqual(['read monday', 'write monday']);
});

test('makes one line of an entry', async () => {
  const storage = shelf();
  await createDiary(storage).add('monday', ' fog\n at \t noon ');
  expect(storage.texts.get('monday')).toBe('fog at noon\n');
});

test('tidies a day that it writes again', async () => {
  const storage = shelf({ monday: '\na\n\nb' });
  expect(await createDiary(storage).add('monday', 'c')).toBe(3);
  expect(storage.texts.get('monday')).toBe('a\nb\nc\n');
});

test('does not write the last entry twice', async () => {
  const storage = shelf({ monday: 'sun\nfog\n' });
  expect(await createDiary(storage).add('monday', 'fog ')).toBe(2);
  expect(storage.log).toEqual(['read monday']);
});

test('writes an earlier entry again', async () => {
  const storage = shelf({ monday: 'fog\nsun\n' });
  expect(await createDiary(storage).add('monday', 'fog')).toBe(3);
});

test.each(['', '   ', '\n\t'])('refuses %j and touches nothing', async (entry) => {
  const storage = shelf();
  const error = await caught(createDiary(storage).add('monday', entry));
  expect(error).toBeInstanceOf(RangeError);
  expect(error.message).toBe('an entry needs words');
  expect(storage.log).toEqual([]);
});

test('says that it could not read', async () => {
  const fault = new Error('wet');
  const error = await caught(createDiary(shelf({}, { read: fault })).add('monday', 'fog'));
  expect(error.message).toBe('could not read monday');
  expect(error.cause).toBe(fault);
});

test('says that it could not write', async () => {
  const fault = new Error('no ink');
  const error = await caught(createDiary(shelf({}, { write: fault })).add('monday', 'fog'));
  expect(error.message).toBe('could not write monday');
  expect(error.cause).toBe(fault);
});

test('a missing place for writing is an error', async () => {
  const fault = Object.assign(new Error('gone'), { code: 'MISSING' });
  const error = await caught(createDiary(shelf({}, { write: fault })).add('monday', 'fog'));
  expect(error.message).toBe('could not write monday');
});

test('a storage that throws outright rejects', async () => {
  const storage = {
    read() {
      throw new TypeError('broken');
    },
  };
  await expect(createDiary(storage).entries('monday')).rejects.toThrow(TypeError);
  expect((await caught(createDiary(storage).add('monday', 'fog'))).cause).toBeInstanceOf(TypeError);
});

test('works when taken apart', async () => {
  const { add, entries } = createDiary(shelf());
  await add('monday', 'fog');
  expect(await entries('monday')).toEqual(['fog']);
});
