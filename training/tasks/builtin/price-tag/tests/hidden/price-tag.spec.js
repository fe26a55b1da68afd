import { expect, test } from '@jest/globals';
import { priceTag } from './solution.js';

test.each([
  [0, '0.00 €'],
  [1, '0.01 €'],
  [10, '0.10 €'],
  [99, '0.99 €'],
  [100, '1.00 €'],
  [909, '9.09 €'],
  [99999, '999.99 €'],
  [100000, '1 000.00 €'],
  [123456789, '1 234 567.89 €'],
  [-1, '-0.01 €'],
  [-99, '-0.99 €'],
  [-100, '-1.00 €'],
  [-250005, '-2 500.05 €'],
])('%d cents are %j', (cents, tag) => {
  expect(priceTag(cents)).toBe(tag);
});
