import { expect, test } from '@jest/globals';
import { cookAll } from './solution.js';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('keeps the order, however long each takes', async () => {
  const cook = async (ms) => {
    await pause(ms);
    return ms;
  };
  expect(await cookAll([9, 1, 5], cook)).toEqual([9, 1, 5]);
});

test('takes a cook that gives no promise', async () => {
  expect(await cookAll([1, 2], (order) => order * 2)).toEqual([2, 4]);
});

test('never cooks two at once', async () => {
  let now = 0;
  let most = 0;
  await cookAll([1, 2, 3, 4], async () => {
    now += 1;
    most = Math.max(most, now);
    await pause(1);
    now -= 1;
  });
  expect(most).toBe(1);
});

test('rejects with the error of the cook', async () => {
  const burnt = async () => {
    throw new RangeError('burnt');
  };
  await expect(cookAll(['toast'], burnt)).rejects.toThrow(RangeError);
});

test('cooks nothing after an error', async () => {
  const seen = [];
  const cook = async (order) => {
    seen.push(order);
    if (order === 'toast') throw new Error('burnt');
    return order;
  };
  await expect(cookAll(['eggs', 'toast', 'tea'], cook)).rejects.toThrow('burnt');
  expect(seen).toEqual(['eggs', 'toast']);
});

test('gives a list of its own', async () => {
  const orders = ['eggs'];
  expect(await cookAll(orders, async (order) => order)).not.toBe(orders);
  expect(orders).toEqual(['eggs']);
});

test('keeps plates that are nothing', async () => {
  expect(await cookAll([0, 1], async (order) => (order ? undefined : null))).toEqual([null, undefined]);
});

test('gives each order to the cook once', async () => {
  const seen = [];
  await cookAll(['a', 'b', 'a'], async (order) => {
    seen.push(order);
  });
  expect(seen).toEqual(['a', 'b', 'a']);
});
