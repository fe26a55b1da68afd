import { expect, test } from '@jest/globals';
import { initials } from './solution.js';

test('takes the first letter of each word', () => {
  expect(initials('Ada King Lovelace')).toBe('AKL');
});

test('joins the parts of a double name', () => {
  expect(initials('Jean-Luc Roy')).toBe('J-LR');
});

test('leaves particles out', () => {
  expect(initials('Vincent van Gogh')).toBe('VG');
});

test('makes letters large', () => {
  expect(initials('bell hooks')).toBe('BH');
});
