import { expect, test } from '@jest/globals';
import { EMPTY, basket, total } from './solution.js';

const add = (sku, price) => ({ type: 'add', sku, price });
const after = (...actions) => actions.reduce(basket, EMPTY);

test('adds articles', () => {
  expect(after(add('mug', 900), add('mug', 900), add('pot', 2500)).items).toEqual([
    { sku: 'mug', price: 900, quantity: 2 },
    { sku: 'pot', price: 2500, quantity: 1 },
  ]);
});

test('leaves the state before as it was', () => {
  const before = after(add('mug', 900));
  basket(before, add('mug', 900));
  expect(before.items[0].quantity).toBe(1);
});

test('drops an article that is set to nothing', () => {
  expect(after(add('mug', 900), { type: 'set', sku: 'mug', quantity: 0 }).items).toEqual([]);
});

test('takes a coupon', () => {
  expect(total(after(add('mug', 900), { type: 'coupon', percent: 10 }))).toBe(810);
});
