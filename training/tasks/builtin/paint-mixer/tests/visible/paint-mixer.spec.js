import { expect, test } from '@jest/globals';
import { parseColour } from './solution.js';

test('reads six digits', () => {
  expect(parseColour('#102030')).toEqual({ red: 16, green: 32, blue: 48 });
});

test('reads three digits', () => {
  expect(parseColour('#f80')).toEqual({ red: 255, green: 136, blue: 0 });
});

test('reads grey', () => {
  expect(parseColour('#777777')).toEqual({ red: 119, green: 119, blue: 119 });
});

test('refuses a colour without its mark', () => {
  expect(() => parseColour('102030')).toThrow(TypeError);
});
