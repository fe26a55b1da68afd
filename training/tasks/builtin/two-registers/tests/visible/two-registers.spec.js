import { expect, test } from '@jest/globals';
import { mergeRegisters } from './solution.js';

const births = (...years) => years.map((year) => ({ year, name: `born ${year}` }));
const years = (register) => register.map(({ year }) => year);

test('merges by year', () => {
  expect(years(mergeRegisters(births(1801, 1805), births(1803, 1809)))).toEqual([1801, 1803, 1805, 1809]);
});

test('takes an empty register', () => {
  expect(years(mergeRegisters([], births(1803, 1809)))).toEqual([1803, 1809]);
});

test('puts the first register first within a year', () => {
  const merged = mergeRegisters([{ year: 1810, name: 'Ida' }], [{ year: 1810, name: 'Abe' }]);
  expect(merged.map(({ name }) => name)).toEqual(['Ida', 'Abe']);
});
