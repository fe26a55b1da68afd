import { expect, test } from '@jest/globals';
import { free, pick, rested, rota } from './solution.js';

const ann = { name: 'Ann', away: ['monday'], skipper: false };
const bo = { name: 'Bo', away: [], skipper: true };
const cy = { name: 'Cy' };

test('who is free', () => {
  expect(free('monday', [ann, bo, cy])).toEqual([bo, cy]);
});

test('who is rested', () => {
  expect(rested([ann, bo], 'Bo')).toEqual([ann]);
  expect(rested([bo], 'Bo')).toEqual([bo]);
});

test('whose turn it is', () => {
  expect(pick([ann, bo, cy], new Map([['Ann', 1]]))).toEqual(bo);
  expect(pick([], new Map())).toBeNull();
});

test('a whole rota', () => {
  expect(rota(['monday', 'tuesday', 'wednesday'], [cy, ann, bo])).toEqual([
    { day: 'monday', name: 'Bo' },
    { day: 'tuesday', name: 'Ann' },
    { day: 'wednesday', name: 'Cy' },
  ]);
});
