import { expect, test } from '@jest/globals';
import { EMPTY, basket, total } from './solution.js';

const add = (sku, price = 100) => ({ type: 'add', sku, price });
const set = (sku, quantity) => ({ type: 'set', sku, quantity });
const coupon = (percent) => ({ type: 'coupon', percent });
const after = (...actions) => actions.reduce(basket, EMPTY);
const show = (state) => state.items.map(({ sku, quantity }) => `${quantity} ${sku}`).join(', ');

test.each([
  ['nothing', [], ''],
  ['one', [add('mug')], '1 mug'],
  ['the order of adding', [add('mug'), add('pot'), add('mug')], '2 mug, 1 pot'],
  ['a quantity that was set', [add('mug'), add('pot'), set('pot', 7)], '1 mug, 7 pot'],
  ['one more after that', [add('mug'), set('mug', 4), add('mug')], '5 mug'],
  ['what was set to nothing', [add('mug'), add('pot'), set('mug', 0)], '1 pot'],
  ['what came back', [add('mug'), add('pot'), set('mug', 0), add('mug')], '1 pot, 1 mug'],
  ['what was never there', [add('mug'), set('pan', 3)], '1 mug'],
  ['a clearance', [add('mug'), coupon(5), { type: 'clear' }], ''],
])('holds %s', (_, actions, expected) => {
  expect(show(after(...actions))).toBe(expected);
});

test('keeps every earlier state', () => {
  const states = [EMPTY];
  for (const action of [add('mug'), add('mug'), coupon(5), set('mug', 9), add('mug'), set('mug', 0)]) {
    states.push(basket(states.at(-1), action));
  }
  expect(states.map(show)).toEqual(['', '1 mug', '2 mug', '2 mug', '9 mug', '10 mug', '']);
  expect(states.map((state) => state.coupon)).toEqual([null, null, null, 5, 5, 5, 5]);
  expect(EMPTY).toEqual({ items: [], coupon: null });
});

test('the last coupon counts', () => {
  expect(after(coupon(10), coupon(25), coupon(5)).coupon).toBe(5);
});

test('a coupon leaves the articles', () => {
  expect(show(after(add('mug'), coupon(10), add('mug')))).toBe('2 mug');
});

test.each([
  [[], 0],
  [[add('a', 250), add('a', 250), add('b', 99)], 599],
  [[add('a', 999), coupon(10)], 899],
  [[add('a', 995), coupon(50)], 498],
  [[add('a', 995), coupon(100)], 0],
])('costs the sum, less the coupon (%#)', (actions, expected) => {
  expect(total(after(...actions))).toBe(expected);
});

test('an unknown action changes nothing', () => {
  const state = after(add('mug'));
  expect(basket(state, { type: 'dance' })).toBe(state);
});
