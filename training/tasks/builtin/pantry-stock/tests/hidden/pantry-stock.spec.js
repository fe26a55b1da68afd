import { expect, test } from '@jest/globals';
import { countStock } from './solution.js';

test.each([
  ['nothing', [], {}],
  ['one item three times', [['tea', 1], ['tea', 2], ['tea', 4]], { tea: 7 }],
  ['spellings of one name', [['Tea', 1], ['tea ', 2], [' TEA', 3]], { tea: 6 }],
  ['a delivery of nothing', [['salt', 0], ['salt', 5]], { salt: 5 }],
  ['nothing after something', [['salt', 5], ['salt', 0]], { salt: 5 }],
  ['goods given back', [['jam', 6], ['jam', -2]], { jam: 4 }],
  ['all given back', [['jam', 6], ['jam', -6]], { jam: 0 }],
  ['a name of two words', [['red lentils', 1], ['Red Lentils', 1]], { 'red lentils': 2 }],
  ['halves', [['flour', 0.5], ['flour', 0.25]], { flour: 0.75 }],
])('counts %s', (_, pairs, expected) => {
  expect(countStock(pairs.map(([item, amount]) => ({ item, amount })))).toEqual(expected);
});

test('leaves the deliveries as they are', () => {
  const deliveries = [{ item: ' Tea ', amount: 1 }];
  countStock(deliveries);
  expect(deliveries).toEqual([{ item: ' Tea ', amount: 1 }]);
});
