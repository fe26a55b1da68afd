import { expect, test } from '@jest/globals';
import { createFerry } from './solution.js';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

function gates() {
  const open = [];
  const begun = [];
  const trip = (name) => () => {
    begun.push(name);
    return new Promise((resolve, reject) => open.push({ resolve: () => resolve(name), reject }));
  };
  return { open, begun, trip };
}

test('begins as many as there are places, in order', async () => {
  const ferry = createFerry(2);
  const { begun, trip } = gates();
  for (const name of ['a', 'b', 'c', 'd']) ferry.cross(trip(name));
  await pause();
  expect(begun).toEqual(['a', 'b']);
  expect(ferry.waiting).toBe(2);
  expect(ferry.aboard).toBe(2);
});

test('the next begins when one ends', async () => {
  const ferry = createFerry(1);
  const { open, begun, trip } = gates();
  const first = ferry.cross(trip('a'));
  ferry.cross(trip('b'));
  await pause();
  open[0].resolve();
  expect(await first).toBe('a');
  await pause();
  expect(begun).toEqual(['a', 'b']);
});

test('a failure frees its place', async () => {
  const ferry = createFerry(1);
  const first = ferry.cross(async () => {
    throw new Error('storm');
  });
  const second = ferry.cross(async () => 'landed');
  await expect(first).rejects.toThrow('storm');
  expect(await second).toBe('landed');
});

test('a trip that throws at once rejects', async () => {
  const ferry = createFerry(1);
  const first = ferry.cross(() => {
    throw new TypeError('no engine');
  });
  await expect(first).rejects.toThrow(TypeError);
  expect(await ferry.cross(async () => 1)).toBe(1);
});

test('counts nobody when all is done', async () => {
  const ferry = createFerry(3);
  await Promise.all([1, 2, 3, 4, 5].map((name) => ferry.cross(async () => name)));
  await pause();
  expect(ferry.waiting).toBe(0);
  expect(ferry.aboard).toBe(0);
});

test('results come back to the one who asked', async () => {
  const ferry = createFerry(2);
  const results = await Promise.all([3, 1, 2].map((name) => ferry.cross(async () => name * 10)));
  expect(results).toEqual([30, 10, 20]);
});

test('never more aboard than places', async () => {
  const ferry = createFerry(3);
  let most = 0;
  let now = 0;
  const trip = async () => {
    now += 1;
    most = Math.max(most, now);
    await pause();
    now -= 1;
  };
  await Promise.all(Array.from({ length: 10 }, () => ferry.cross(trip)));
  expect(most).toBe(3);
});

test('two ferries do not wait for each other', async () => {
  const one = createFerry(1);
  const other = createFerry(1);
  const { begun, trip } = gates();
  one.cross(trip('a'));
  other.cross(trip('b'));
  await pause();
  expect(begun).toEqual(['a', 'b']);
});
