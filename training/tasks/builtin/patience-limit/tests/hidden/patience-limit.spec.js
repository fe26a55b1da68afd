import { expect, test } from '@jest/globals';
import { PatienceError, withPatience } from './solution.js';

const never = () => new Promise(() => {});
const later = (value, ms) => new Promise((resolve) => setTimeout(() => resolve(value), ms));

test('waits for what is slow but in time', async () => {
  expect(await withPatience(later('here', 5), 3000)).toBe('here');
});

test('rejects with all that is promised', async () => {
  const error = await withPatience(never(), 15).catch((caught) => caught);
  expect(error).toBeInstanceOf(PatienceError);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('PatienceError');
  expect(error.message).toBe('no answer within 15 ms');
  expect(error.ms).toBe(15);
});

test('does not reject before its time', async () => {
  const begun = Date.now();
  await withPatience(never(), 60).catch(() => {});
  expect(Date.now() - begun).toBeGreaterThanOrEqual(50);
});

test('takes a value that is no promise', async () => {
  expect(await withPatience(5, 1000)).toBe(5);
  expect(await withPatience(undefined, 1000)).toBeUndefined();
});

test('keeps an error as it is', async () => {
  const error = new RangeError('too far');
  await expect(withPatience(Promise.reject(error), 1000)).rejects.toBe(error);
});

test('rejects with what is no error', async () => {
  await expect(withPatience(Promise.reject('tired'), 1000)).rejects.toBe('tired');
});

test('stays rejected when the answer comes late', async () => {
  const promise = withPatience(later('late', 30), 5);
  await expect(promise).rejects.toThrow(PatienceError);
  await later(null, 40);
  await expect(promise).rejects.toThrow(PatienceError);
});

test('two at once do not disturb each other', async () => {
  const slow = withPatience(never(), 10).catch((error) => error.ms);
  const quick = withPatience(later('quick', 1), 3000);
  expect(await Promise.all([slow, quick])).toEqual([10, 'quick']);
});
