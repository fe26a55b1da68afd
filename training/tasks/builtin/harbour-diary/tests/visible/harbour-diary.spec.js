import { expect, test } from '@jest/globals';
import { createDiary } from './solution.js';

function shelf(days = {}) {
  const texts = new Map(Object.entries(days));
  return {
    texts,
    read(name, done) {
      if (texts.has(name)) done(null, texts.get(name));
      else done(Object.assign(new Error('nothing there'), { code: 'MISSING' }));
    },
    write(name, text, done) {
      texts.set(name, text);
      setTimeout(() => done(null), 1);
    },
  };
}

test('promises the entries of a day', async () => {
  expect(await createDiary(shelf({ monday: 'fog\nferry late\n' })).entries('monday')).toEqual(['fog', 'ferry late']);
});

test('a day that was never written has none', async () => {
  expect(await createDiary(shelf()).entries('monday')).toEqual([]);
});

test('adds an entry', async () => {
  const storage = shelf({ monday: 'fog\n' });
  expect(await createDiary(storage).add('monday', '  ferry   late ')).toBe(2);
  expect(storage.texts.get('monday')).toBe('fog\nferry late\n');
});

test('refuses an entry without words', async () => {
  await expect(createDiary(shelf()).add('monday', '  ')).rejects.toThrow(RangeError);
});
