import { expect, test } from '@jest/globals';
import { createDesk } from './solution.js';

function office() {
  const clock = { ms: 0 };
  const calls = [];
  const load = async (place) => {
    calls.push(place);
    return `${place}: sun (${calls.length})`;
  };
  return { clock, calls, desk: createDesk(load, { keepSeconds: 60, now: () => clock.ms }) };
}

test('gives what the office gives', async () => {
  expect(await office().desk.report('Oslo')).toBe('Oslo: sun (1)');
});

test('keeps a report for a while', async () => {
  const { clock, calls, desk } = office();
  await desk.report('Oslo');
  clock.ms = 30_000;
  expect(await desk.report('Oslo')).toBe('Oslo: sun (1)');
  expect(calls).toEqual(['Oslo']);
});

test('asks again for an old one', async () => {
  const { clock, desk } = office();
  await desk.report('Oslo');
  clock.ms = 61_000;
  expect(await desk.report('Oslo')).toBe('Oslo: sun (2)');
});

test('does not keep a failure', async () => {
  let calls = 0;
  const load = async () => {
    calls += 1;
    if (calls === 1) throw new Error('storm');
    return 'sun';
  };
  const desk = createDesk(load, { keepSeconds: 60, now: () => 0 });
  await expect(desk.report('Oslo')).rejects.toThrow('storm');
  expect(await desk.report('Oslo')).toBe('sun');
});
