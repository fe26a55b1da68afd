import { expect, test } from '@jest/globals';
import { wrap } from './solution.js';

test('breaks between words', () => {
  expect(wrap('the sea was calm that day', 10)).toBe('the sea\nwas calm\nthat day');
});

test('fills a line to its last character', () => {
  expect(wrap('the sea was calm', 7)).toBe('the sea\nwas\ncalm');
});

test('keeps paragraphs apart', () => {
  expect(wrap('Dear Ann,\n\nit rains.', 20)).toBe('Dear Ann,\n\nit rains.');
});

test('lets a long word stick out', () => {
  expect(wrap('an extraordinary day', 6)).toBe('an\nextraordinary\nday');
});
