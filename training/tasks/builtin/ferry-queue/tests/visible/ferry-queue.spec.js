import { expect, test } from '@jest/globals';
import { createFerry } from './solution.js';

test('a trip resolves with what it gives', async () => {
  expect(await createFerry(1).cross(async () => 'landed')).toBe('landed');
});

test('a failed trip rejects', async () => {
  const failing = createFerry(1).cross(async () => {
    throw new Error('storm');
  });
  await expect(failing).rejects.toThrow('storm');
});

test('no more cars than places', async () => {
  const ferry = createFerry(1);
  let land;
  const first = ferry.cross(() => new Promise((resolve) => { land = resolve; }));
  const second = ferry.cross(async () => 2);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ferry.aboard).toBe(1);
  expect(ferry.waiting).toBe(1);
  land(1);
  expect(await Promise.all([first, second])).toEqual([1, 2]);
});
