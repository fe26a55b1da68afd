import { expect, test } from '@jest/globals';
import { euros, grandTotal, lineTotal, receipt } from './solution.js';

const line = (price, quantity, name = 'thing') => ({ name, price, quantity });

test.each([
  [350, 1, 350],
  [350, 9, 3150],
  [350, 10, 3150],
  [350, 11, 3465],
  [99, 10, 891],
  [5, 11, 50],
  [15, 11, 149],
  [0, 10, 0],
  [120, 0, 0],
])('a line of %d cents, %d times, costs %d', (price, quantity, cost) => {
  expect(lineTotal(line(price, quantity))).toBe(cost);
});

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [100, '1.00'],
  [123456, '1234.56'],
])('%d cents are %s', (cents, text) => {
  expect(euros(cents)).toBe(text);
});

test('nothing costs nothing', () => {
  expect(grandTotal([])).toBe(0);
});

test('rounds line by line', () => {
  expect(grandTotal([line(15, 11), line(15, 11)])).toBe(298);
});

test('prints an empty receipt', () => {
  expect(receipt([])).toBe('Total: 0.00');
});

test('prints a receipt of one line', () => {
  expect(receipt([line(15, 11, 'pin')])).toBe('11 x pin: 1.49\nTotal: 1.49');
});

test('prints a receipt of several lines', () => {
  expect(receipt([line(200, 1, 'milk'), line(5, 3, 'bag'), line(99, 10, 'egg')])).toBe(
    '1 x milk: 2.00\n3 x bag: 0.15\n10 x egg: 8.91\nTotal: 11.06',
  );
});
