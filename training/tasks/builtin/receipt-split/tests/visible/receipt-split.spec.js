import { expect, test } from '@jest/globals';
import { euros, grandTotal, lineTotal, receipt } from './solution.js';

const lines = [{ name: 'tea', price: 350, quantity: 2 }, { name: 'roll', price: 80, quantity: 10 }];

test('still prints the receipt', () => {
  expect(receipt(lines)).toBe('2 x tea: 7.00\n10 x roll: 7.20\nTotal: 14.20');
});

test('gives the total of one line', () => {
  expect(lineTotal(lines[0])).toBe(700);
});

test('gives the total of all lines', () => {
  expect(grandTotal(lines)).toBe(1420);
});

test('writes cents as euros', () => {
  expect(euros(350)).toBe('3.50');
});
