import { expect, test } from '@jest/globals';
import { PatienceError, withPatience } from './solution.js';

test('gives what comes in time', async () => {
  expect(await withPatience(Promise.resolve(17), 1000)).toBe(17);
});

test('rejects as the promise does', async () => {
  await expect(withPatience(Promise.reject(new Error('no taxi')), 1000)).rejects.toThrow('no taxi');
});

test('loses patience', async () => {
  await expect(withPatience(new Promise(() => {}), 10)).rejects.toThrow(PatienceError);
});
