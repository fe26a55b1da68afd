import { expect, test } from '@jest/globals';
import { summaries } from './solution.js';

async function all(readings, minutes) {
  const found = [];
  for await (const summary of summaries(readings, minutes)) found.push(summary);
  return found;
}
const at = (time, level) => ({ at: time, level });

test('sums up each span', async () => {
  expect(await all([at(0, 10), at(5, 20), at(12, 40)], 10)).toEqual([
    { from: 0, count: 2, lowest: 10, highest: 20, mean: 15 },
    { from: 10, count: 1, lowest: 40, highest: 40, mean: 40 },
  ]);
});

test('a span without readings', async () => {
  const found = await all([at(3, 10), at(25, 20)], 10);
  expect(found[1]).toEqual({ from: 10, count: 0, lowest: null, highest: null, mean: null });
});

test('a late reading is passed over', async () => {
  const found = await all([at(3, 10), at(11, 20), at(4, 99)], 10);
  expect(found.map((summary) => summary.highest)).toEqual([10, 20]);
});

test('below the mark', async () => {
  const [{ highest }] = await all([at(1, -30), at(2, -20)], 10);
  expect(highest).toBe(-20);
});
