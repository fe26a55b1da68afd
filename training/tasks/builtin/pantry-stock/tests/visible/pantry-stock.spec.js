import { expect, test } from '@jest/globals';
import { countStock } from './solution.js';

test('counts one delivery', () => {
  expect(countStock([{ item: 'rice', amount: 12 }])).toEqual({ rice: 12 });
});

test('adds up deliveries of the same item', () => {
  const deliveries = [{ item: 'beans', amount: 3 }, { item: 'rice', amount: 1 }, { item: 'beans', amount: 4 }];
  expect(countStock(deliveries)).toEqual({ beans: 7, rice: 1 });
});

test('takes a name in any spelling', () => {
  expect(countStock([{ item: ' Oats', amount: 2 }])).toEqual({ oats: 2 });
});
