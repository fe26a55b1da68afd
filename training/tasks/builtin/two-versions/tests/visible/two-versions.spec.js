import { expect, test } from '@jest/globals';
import { changes } from './solution.js';

const show = (before, after) => changes(before, after).map(({ what, line }) => `${what} ${line}`);

test('keeps what is the same', () => {
  expect(show(['sun', 'rain'], ['sun', 'rain'])).toEqual(['keep sun', 'keep rain']);
});

test('drops before it adds', () => {
  expect(show(['sun', 'rain', 'fog'], ['sun', 'snow', 'fog'])).toEqual(['keep sun', 'drop rain', 'add snow', 'keep fog']);
});

test('adds at the end', () => {
  expect(show(['sun'], ['sun', 'rain', 'fog'])).toEqual(['keep sun', 'add rain', 'add fog']);
});

test('keeps as much as it can', () => {
  expect(show(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'])).toEqual(['drop a', 'keep b', 'keep c', 'keep d', 'add a']);
});
