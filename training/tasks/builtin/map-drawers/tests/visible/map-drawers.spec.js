import { expect, test } from '@jest/globals';
import { matches } from './solution.js';

test.each([
  ['north/1887.tif', 'north/1887.tif', true],
  ['north/1887.tif', 'north/1887-tif', false],
  ['north/*.tif', 'north/.tif', true],
  ['north/*.tif', 'north/coast/1887.tif', false],
  ['188?.tif', '1887.tif', true],
  ['**/1887.tif', 'north/coast/1887.tif', true],
  ['**/1887.tif', '1887.tif', true],
  ['north/**', 'north/coast/1887.tif', true],
  ['188[0-5].tif', '1883.tif', true],
  ['188[!0-5].tif', '1883.tif', false],
  ['1887.{tif,png}', '1887.png', true],
])('%s and %s: %p', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});
