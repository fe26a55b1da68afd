import { expect, test } from '@jest/globals';
import { withKeys } from './solution.js';

/** A cupboard that writes down what happens to its keys. */
function cupboard() {
  const log = [];
  const key = (value) => async () => {
    log.push(`take ${value}`);
    await null;
    return {
      value,
      giveBack: async () => {
        await null;
        log.push(`back ${value}`);
      },
    };
  };
  return { log, key };
}

test('works with the keys, and gives them back', async () => {
  const { log, key } = cupboard();
  const result = await withKeys([key('hall'), key('tower')], async (values) => {
    await null;
    log.push(`work with ${values}`);
    return 'done';
  });
  expect(result).toBe('done');
  expect(log).toEqual(['take hall', 'take tower', 'work with hall,tower', 'back tower', 'back hall']);
});

test('gives them back when the work fails', async () => {
  const { log, key } = cupboard();
  const failing = withKeys([key('hall')], async () => {
    throw new Error('too dark');
  });
  await expect(failing).rejects.toThrow('too dark');
  expect(log).toEqual(['take hall', 'back hall']);
});

test('a key is missing', async () => {
  const { log, key } = cupboard();
  const missing = () => {
    throw new Error('no key');
  };
  await expect(withKeys([key('hall'), missing, key('tower')], () => 1)).rejects.toThrow('no key');
  expect(log).toEqual(['take hall', 'back hall']);
});
