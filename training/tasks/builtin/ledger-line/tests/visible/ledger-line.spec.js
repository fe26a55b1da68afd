import { expect, test } from '@jest/globals';
import { parseLine } from './solution.js';

test('a single field', () => {
  expect(parseLine('rent')).toEqual(['rent']);
});

test('parts fields at semicolons', () => {
  expect(parseLine('rent;850;may')).toEqual(['rent', '850', 'may']);
});

test('a quoted field may hold a semicolon', () => {
  expect(parseLine('"bread; butter"')).toEqual(['bread; butter']);
});

test('two quotes inside quotes stand for one', () => {
  expect(parseLine('"the ""old"" mill"')).toEqual(['the "old" mill']);
});
