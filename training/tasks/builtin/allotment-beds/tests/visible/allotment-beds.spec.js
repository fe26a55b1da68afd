import { expect, test } from '@jest/globals';
import { plan } from './solution.js';

test('one bed grows what brings most', () => {
  expect(plan([{ beans: 3, leek: 5 }])).toEqual({ total: 5, crops: ['leek'] });
});

test('neighbours do not grow the same', () => {
  expect(plan([{ beans: 3, leek: 5 }, { beans: 1, leek: 9 }])).toEqual({ total: 12, crops: ['beans', 'leek'] });
});

test('a bed may stay empty', () => {
  expect(plan([{ leek: 5 }, { leek: 6 }, { leek: 5 }])).toEqual({ total: 10, crops: ['leek', null, 'leek'] });
});
