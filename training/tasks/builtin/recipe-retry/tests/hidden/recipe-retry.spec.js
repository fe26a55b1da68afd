import { expect, test } from '@jest/globals';
import { withRetries } from './solution.js';

function counted(failures) {
  const seen = { calls: 0 };
  const load = async () => {
    seen.calls += 1;
    if (seen.calls <= failures) throw new Error(`stumble ${seen.calls}`);
    return seen.calls;
  };
  return { load, seen };
}

test.each([
  [0, 1, 1],
  [0, 5, 1],
  [1, 2, 2],
  [3, 4, 4],
  [4, 5, 5],
])('%d failures with %d calls allowed end after %d', async (failures, times, expected) => {
  const { load } = counted(failures);
  expect(await withRetries(load, times)).toBe(expected);
});

test('throws the error of the last call', async () => {
  const { load, seen } = counted(9);
  await expect(withRetries(load, 3)).rejects.toThrow('stumble 3');
  expect(seen.calls).toBe(3);
});

test('a single call is a single call', async () => {
  const { load, seen } = counted(9);
  await expect(withRetries(load, 1)).rejects.toThrow('stumble 1');
  expect(seen.calls).toBe(1);
});

test('does not call again after it worked', async () => {
  const { load, seen } = counted(0);
  await withRetries(load, 4);
  expect(seen.calls).toBe(1);
});
