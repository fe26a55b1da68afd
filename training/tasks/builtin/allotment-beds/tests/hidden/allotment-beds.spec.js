import { expect, test } from '@jest/globals';
import { plan } from './solution.js';

test.each([
  ['no beds', [], 0, []],
  ['a bed where nothing grows', [{}], 0, [null]],
  ['a crop that only costs', [{ kale: -2 }], 0, [null]],
  ['a crop that brings nothing comes before none', [{ kale: 0 }], 0, ['kale']],
  ['the best of the first bed is in the way', [{ a: 5, b: 4 }, { a: 9 }], 13, ['b', 'a']],
  ['the best of the middle is in the way', [{ a: 5 }, { a: 7, b: 1 }, { a: 5 }], 11, ['a', 'b', 'a']],
  ['two good neighbours outweigh the best', [{ a: 3 }, { a: 5 }, { a: 3 }], 6, ['a', null, 'a']],
  ['the best outweighs two neighbours', [{ a: 2 }, { a: 5 }, { a: 2 }], 5, [null, 'a', null]],
  ['beds without anything lie side by side', [{}, {}, { a: 1 }], 1, [null, null, 'a']],
  ['a cost is never worth it', [{ a: 4 }, { b: -1 }, { a: 4 }], 8, ['a', null, 'a']],
  ['what counts is far to the right', [{ a: 2, b: 2 }, { a: 2, b: 2 }, { a: 2, b: 2 }, { a: 9 }], 15, ['b', 'a', 'b', 'a']],
])('%s', (_, beds, total, crops) => {
  expect(plan(beds)).toEqual({ total, crops });
});

test.each([
  ['the alphabet', [{ leek: 4, beans: 4 }], ['beans']],
  ['from the left', [{ b: 1, a: 1 }, { b: 1, a: 1 }, { b: 1, a: 1 }], ['a', 'b', 'a']],
  ['a name before none', [{ a: 1 }, { a: 1 }], ['a', null]],
  ['large letters first', [{ a: 1, B: 1 }], ['B']],
  ['even where it costs the right a choice', [{ b: 2, a: 2 }, { a: 1, b: 1 }], ['a', 'b']],
  ['a crop of no weight between others', [{ a: 1 }, { b: 0 }, { a: 1 }], ['a', 'b', 'a']],
])('equal plans: %s', (_, beds, crops) => {
  expect(plan(beds).crops).toEqual(crops);
});

test('a crop called null is a crop', () => {
  expect(plan([{ null: 2 }, { null: 3 }])).toEqual({ total: 3, crops: [null, 'null'] });
});

test('leaves the beds as they are', () => {
  const beds = [{ b: 1, a: 2 }, { a: 3 }];
  plan(beds);
  expect(beds).toEqual([{ b: 1, a: 2 }, { a: 3 }]);
});

test('plans a thousand beds', () => {
  const names = [...'abcdefghij'];
  const beds = Array.from({ length: 1000 }, (_, at) =>
    Object.fromEntries(names.map((name, turn) => [name, (at * 7 + turn * 5) % 11])),
  );
  const { total, crops } = plan(beds);
  expect(crops).toHaveLength(1000);
  expect(crops.reduce((sum, crop, at) => sum + (crop === null ? 0 : beds[at][crop]), 0)).toBe(total);
  expect(crops.every((crop, at) => at === 0 || crop === null || crop !== crops[at - 1])).toBe(true);
  expect(total).toBe(9910);
});
