import { expect, test } from '@jest/globals';
import { summaries } from './solution.js';

async function* sent(readings) {
  for (const reading of readings) {
    await null;
    yield reading;
  }
}
async function all(readings, minutes) {
  const found = [];
  for await (const { from, count, lowest, highest, mean } of summaries(sent(readings.map(([at, level]) => ({ at, level }))), minutes)) {
    found.push([from, count, lowest, highest, mean]);
  }
  return found;
}
const none = (from) => [from, 0, null, null, null];

test.each([
  ['nothing', [], []],
  ['one reading', [[7, 3]], [[0, 1, 3, 3, 3]]],
  ['one reading at the mark', [[7, 0]], [[0, 1, 0, 0, 0]]],
  ['the edge of a span', [[9.9, 1], [10, 2], [19.99, 4], [20, 8]], [[0, 1, 1, 1, 1], [10, 2, 2, 4, 3], [20, 1, 8, 8, 8]]],
  ['a first span that is not the first of the day', [[42, 5], [50, 6]], [[40, 1, 5, 5, 5], [50, 1, 6, 6, 6]]],
  ['before midnight', [[-12, 1], [-3, 2], [1, 3]], [[-20, 1, 1, 1, 1], [-10, 1, 2, 2, 2], [0, 1, 3, 3, 3]]],
  ['several empty spans', [[0, 1], [45, 2]], [[0, 1, 1, 1, 1], none(10), none(20), none(30), [40, 1, 2, 2, 2]]],
  ['two holes', [[0, 1], [20, 2], [40, 3]], [[0, 1, 1, 1, 1], none(10), [20, 1, 2, 2, 2], none(30), [40, 1, 3, 3, 3]]],
  ['any order within a span', [[8, 4], [2, 1], [5, 7]], [[0, 3, 1, 7, 4]]],
  ['above and below the mark', [[1, -4], [2, 8]], [[0, 2, -4, 8, 2]]],
  ['all above the mark', [[1, 6], [2, 8]], [[0, 2, 6, 8, 7]]],
  ['levels of 0 count', [[1, 0], [2, 6], [3, 0]], [[0, 3, 0, 6, 2]]],
  ['halves', [[1, 1.5], [2, 2]], [[0, 2, 1.5, 2, 1.75]]],
  ['late by one span', [[11, 1], [9, 50], [12, 3]], [[10, 2, 1, 3, 2]]],
  ['late by many', [[5, 1], [35, 2], [15, 9], [36, 4]], [[0, 1, 1, 1, 1], none(10), none(20), [30, 2, 2, 4, 3]]],
  ['a late one opens nothing', [[15, 2], [5, 1]], [[10, 1, 2, 2, 2]]],
  ['no level', [[5, null], [6, 2], [7, undefined]], [[0, 1, 2, 2, 2]]],
  ['only no level', [[5, null]], [none(0)]],
  ['no level opens a span', [[5, 1], [15, undefined]], [[0, 1, 1, 1, 1], none(10)]],
])('%s', async (_, readings, expected) => {
  expect(await all(readings, 10)).toEqual(expected);
});

test('other spans', async () => {
  expect(await all([[0, 1], [59, 3], [60, 5]], 60)).toEqual([[0, 2, 1, 3, 2], [60, 1, 5, 5, 5]]);
  expect(await all([[0.5, 1], [1, 3]], 1)).toEqual([[0, 1, 1, 1, 1], [1, 1, 3, 3, 3]]);
});

test('takes a plain list', async () => {
  const found = [];
  for await (const summary of summaries([{ at: 1, level: 2 }], 10)) found.push(summary);
  expect(found).toEqual([{ from: 0, count: 1, lowest: 2, highest: 2, mean: 2 }]);
});

test('gives a summary as soon as it can', async () => {
  const readings = (async function* () {
    yield { at: 1, level: 2 };
    yield { at: 11, level: 2 };
    throw new Error('the line is down');
  })();
  const reader = summaries(readings, 10);
  expect((await reader.next()).value.from).toBe(0);
  await expect(reader.next()).rejects.toThrow('the line is down');
});

test('summaries that were given stay as they are', async () => {
  const given = [];
  for await (const summary of summaries([{ at: 1, level: 2 }, { at: 11, level: 9 }, { at: 21, level: 4 }], 10)) given.push(summary);
  expect(given.map(({ highest }) => highest)).toEqual([2, 9, 4]);
});

test('two gauges at once', async () => {
  expect(await Promise.all([all([[1, 2], [11, 4]], 10), all([[1, 6]], 10)])).toEqual([
    [[0, 1, 2, 2, 2], [10, 1, 4, 4, 4]],
    [[0, 1, 6, 6, 6]],
  ]);
});
