import { expect, test } from '@jest/globals';
import { parseSearch } from './solution.js';

test('reads names and values', () => {
  expect(parseSearch('/search?q=birds&lang=en')).toEqual({ q: 'birds', lang: 'en' });
});

test('reads spaces', () => {
  expect(parseSearch('/search?q=birds+of+the+sea')).toEqual({ q: 'birds of the sea' });
});

test('keeps a value that has an equals sign', () => {
  expect(parseSearch('/search?rule=size=large')).toEqual({ rule: 'size=large' });
});

test('gathers a name that comes twice', () => {
  expect(parseSearch('/search?lang=en&lang=fr')).toEqual({ lang: ['en', 'fr'] });
});

test('leaves the page out', () => {
  expect(parseSearch('/search?q=birds#page2')).toEqual({ q: 'birds' });
});
