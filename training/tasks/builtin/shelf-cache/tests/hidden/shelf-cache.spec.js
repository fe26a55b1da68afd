import { expect, test } from '@jest/globals';
import { Shelf } from './solution.js';

function filled(size, ...titles) {
  const shelf = new Shelf(size);
  titles.forEach((title, at) => shelf.put(title, at));
  return shelf;
}

test('asking for a book keeps it', () => {
  const shelf = filled(2, 'a', 'b');
  shelf.get('a');
  shelf.put('c', 3);
  expect(shelf.titles()).toEqual(['a', 'c']);
  expect(shelf.get('b')).toBeUndefined();
});

test('placing a book again keeps it and takes the new one', () => {
  const shelf = filled(2, 'a', 'b');
  shelf.put('a', 'second edition');
  shelf.put('c', 3);
  expect(shelf.titles()).toEqual(['a', 'c']);
  expect(shelf.get('a')).toBe('second edition');
});

test('placing a book again on a full shelf removes none', () => {
  const shelf = filled(2, 'a', 'b');
  shelf.put('b', 9);
  expect(shelf.titles()).toEqual(['a', 'b']);
});

test('a shelf of one', () => {
  const shelf = filled(1, 'a', 'b', 'c');
  expect(shelf.titles()).toEqual(['c']);
});

test('asking in vain changes nothing', () => {
  const shelf = filled(2, 'a', 'b');
  expect(shelf.get('z')).toBeUndefined();
  expect(shelf.titles()).toEqual(['a', 'b']);
});

test('a book may be undefined', () => {
  const shelf = filled(2, 'a');
  shelf.put('gap', undefined);
  shelf.get('gap');
  shelf.put('b', 1);
  expect(shelf.titles()).toEqual(['gap', 'b']);
});

test('two shelves know nothing of each other', () => {
  const one = filled(2, 'a');
  const other = filled(2, 'b');
  expect(one.titles()).toEqual(['a']);
  expect(other.titles()).toEqual(['b']);
});

test('many books', () => {
  const shelf = new Shelf(100);
  for (let at = 0; at < 1000; at += 1) shelf.put(`book ${at}`, at);
  expect(shelf.titles()).toHaveLength(100);
  expect(shelf.titles()[0]).toBe('book 900');
});
