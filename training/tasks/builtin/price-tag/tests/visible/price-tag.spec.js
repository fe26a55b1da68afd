import { expect, test } from '@jest/globals';
import { priceTag } from './solution.js';

test('shows euros and cents', () => {
  expect(priceTag(1230)).toBe('12.30 €');
});

test('shows both digits of a few cents', () => {
  expect(priceTag(405)).toBe('4.05 €');
});

test('groups thousands', () => {
  expect(priceTag(120400)).toBe('1 204.00 €');
});

test('puts the minus of a refund in front', () => {
  expect(priceTag(-350)).toBe('-3.50 €');
});
