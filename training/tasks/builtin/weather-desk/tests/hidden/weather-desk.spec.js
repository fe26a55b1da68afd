import { expect, test } from '@jest/globals';
import { createDesk } from './solution.js';

function office({ failing = [], keepSeconds = 60 } = {}) {
  const clock = { ms: 0 };
  const calls = [];
  const load = async (place) => {
    calls.push(place);
    const number = calls.length;
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (failing.includes(number)) throw new Error(`storm ${number}`);
    return `${place} ${number}`;
  };
  return { clock, calls, desk: createDesk(load, { keepSeconds, now: () => clock.ms }) };
}

test('those who ask at once share one report', async () => {
  const { calls, desk } = office();
  const all = await Promise.all([desk.report('Oslo'), desk.report('Oslo'), desk.report('Oslo')]);
  expect(all).toEqual(['Oslo 1', 'Oslo 1', 'Oslo 1']);
  expect(calls).toHaveLength(1);
});

test('keeps places apart', async () => {
  const { desk } = office();
  await desk.report('Oslo');
  expect(await desk.report('Rome')).toBe('Rome 2');
  expect(await desk.report('Oslo')).toBe('Oslo 1');
});

test('keeps a report for just under its time', async () => {
  const { clock, desk } = office();
  await desk.report('Oslo');
  clock.ms = 59_999;
  expect(await desk.report('Oslo')).toBe('Oslo 1');
});

test('lets it go after its time', async () => {
  const { clock, desk } = office();
  await desk.report('Oslo');
  clock.ms = 60_000;
  expect(await desk.report('Oslo')).toBe('Oslo 2');
});

test('counts the age from the last asking', async () => {
  const { clock, desk } = office({ keepSeconds: 2 });
  clock.ms = 5000;
  await desk.report('Oslo');
  clock.ms = 6999;
  expect(await desk.report('Oslo')).toBe('Oslo 1');
  clock.ms = 7001;
  expect(await desk.report('Oslo')).toBe('Oslo 2');
  clock.ms = 8999;
  expect(await desk.report('Oslo')).toBe('Oslo 2');
});

test('everybody who asked hears of a failure', async () => {
  const { calls, desk } = office({ failing: [1] });
  const all = await Promise.allSettled([desk.report('Oslo'), desk.report('Oslo')]);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(calls).toHaveLength(1);
});

test('asks again after each failure', async () => {
  const { desk } = office({ failing: [1, 2] });
  await expect(desk.report('Oslo')).rejects.toThrow('storm 1');
  await expect(desk.report('Oslo')).rejects.toThrow('storm 2');
  expect(await desk.report('Oslo')).toBe('Oslo 3');
});

test('a failure of one place leaves the others', async () => {
  const { desk } = office({ failing: [2] });
  await desk.report('Oslo');
  await expect(desk.report('Rome')).rejects.toThrow('storm 2');
  expect(await desk.report('Oslo')).toBe('Oslo 1');
});

test('keeps a report that is nothing', async () => {
  let calls = 0;
  const load = async () => {
    calls += 1;
  };
  const desk = createDesk(load, { keepSeconds: 1, now: () => 0 });
  await desk.report('Oslo');
  await desk.report('Oslo');
  expect(calls).toBe(1);
});
