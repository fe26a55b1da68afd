import { expect, test } from '@jest/globals';
import { Shelf } from './solution.js';

test('gives back what was placed', () => {
  const shelf = new Shelf(2);
  shelf.put('Emma', 1815);
  expect(shelf.get('Emma')).toBe(1815);
});

test('the longest untouched book goes first', () => {
  const shelf = new Shelf(2);
  shelf.put('Emma', 1);
  shelf.put('Ulysses', 2);
  shelf.put('Walden', 3);
  expect(shelf.titles()).toEqual(['Ulysses', 'Walden']);
});

test('an unknown title gives undefined', () => {
  expect(new Shelf(1).get('Nowhere')).toBeUndefined();
});
