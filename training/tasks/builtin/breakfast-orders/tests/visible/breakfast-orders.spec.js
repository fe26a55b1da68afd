import { expect, test } from '@jest/globals';
import { cookAll } from './solution.js';

test('no orders make no plates', async () => {
  expect(await cookAll([], async () => 'toast')).toEqual([]);
});

test('gives one plate for each order', async () => {
  const cook = async (order) => `plate of ${order}`;
  expect(await cookAll(['eggs', 'toast'], cook)).toEqual(['plate of eggs', 'plate of toast']);
});

test('cooks one after the other', async () => {
  const log = [];
  const cook = async (order) => {
    log.push(`begin ${order}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
    log.push(`end ${order}`);
  };
  await cookAll(['eggs', 'toast'], cook);
  expect(log).toEqual(['begin eggs', 'end eggs', 'begin toast', 'end toast']);
});
