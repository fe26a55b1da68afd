import { expect, test } from '@jest/globals';
import { hops } from './solution.js';

const town = {
  red: ['Station', 'Market', 'Museum', 'Park'],
  blue: ['Harbour', 'Market', 'Theatre'],
  ring: ['Park', 'Theatre', 'Station'],
};

test('counts hops along a line', () => {
  expect(hops(town, 'Station', 'Museum')).toBe(2);
});

test('finds the way back', () => {
  expect(hops(town, 'Museum', 'Station')).toBe(2);
});

test('takes the shortest way', () => {
  expect(hops(town, 'Harbour', 'Park')).toBe(3);
});

test('stays where it is', () => {
  expect(hops(town, 'Park', 'Park')).toBe(0);
});

test('finds no way to where no line goes', () => {
  expect(hops({ ...town, ferry: ['Island', 'Pier'] }, 'Park', 'Island')).toBeNull();
});
