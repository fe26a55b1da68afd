import { expect, test } from '@jest/globals';
import { doorAfter } from './solution.js';

test('begins closed', () => {
  expect(doorAfter([])).toBe('closed');
});

test('lets a person in', () => {
  expect(doorAfter(['person', 'done'])).toBe('open');
});

test('closes again when it is quiet', () => {
  expect(doorAfter(['person', 'done', 'quiet', 'done'])).toBe('closed');
});

test('stays locked', () => {
  expect(doorAfter(['lock', 'person'])).toBe('locked');
});

test('refuses an unknown event', () => {
  expect(() => doorAfter(['knock'])).toThrow('knock');
});
