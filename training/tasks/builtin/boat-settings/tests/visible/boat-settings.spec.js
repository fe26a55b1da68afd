import { expect, test } from '@jest/globals';
import { readSettings } from './solution.js';

test('reads settings', () => {
  expect(readSettings('name = Albatross\nsails = 3\nmotor = true')).toEqual({
    name: 'Albatross',
    sails: 3,
    motor: true,
  });
});

test('reads sections', () => {
  expect(readSettings('[radio]\nchannel = 16\n[lights]\nmast = false')).toEqual({
    radio: { channel: 16 },
    lights: { mast: false },
  });
});

test('passes over remarks', () => {
  expect(readSettings('# settings\n; of the boat\n\nsails = 3')).toEqual({ sails: 3 });
});

test('reads a quoted value', () => {
  expect(readSettings('motto = "say \\"ahoy\\""')).toEqual({ motto: 'say "ahoy"' });
});

test('names the line that it does not understand', () => {
  expect(() => readSettings('sails = 3\nahoy')).toThrow(/^line 2: /);
});
