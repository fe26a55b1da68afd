import { expect, test } from '@jest/globals';
import { withRetries } from './solution.js';

function stumbling(failures) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= failures) throw new Error(`stumble ${calls}`);
    return `recipe after ${calls}`;
  };
}

test('gives what the first call gives', async () => {
  expect(await withRetries(stumbling(0), 3)).toBe('recipe after 1');
});

test('tries again after an error', async () => {
  expect(await withRetries(stumbling(1), 3)).toBe('recipe after 2');
});

test('uses every call that it may', async () => {
  expect(await withRetries(stumbling(2), 3)).toBe('recipe after 3');
});
