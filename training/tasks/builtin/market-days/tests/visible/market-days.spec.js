import { expect, test } from '@jest/globals';
import { marketDays } from './solution.js';

test('every so many days', () => {
  expect(marketDays('every 10 days', '2026-02-20', 3)).toEqual(['2026-02-20', '2026-03-02', '2026-03-12']);
});

test('one weekday of each month', () => {
  expect(marketDays('last friday', '2026-01-01', 3)).toEqual(['2026-01-30', '2026-02-27', '2026-03-27']);
});

test('a day that some months do not have', () => {
  expect(marketDays('day 31', '2026-01-01', 3)).toEqual(['2026-01-31', '2026-03-31', '2026-05-31']);
});

test('one rule without another', () => {
  expect(marketDays('every friday except last friday', '2026-01-16', 2)).toEqual(['2026-01-16', '2026-01-23']);
});

test('refuses what is no rule', () => {
  expect(() => marketDays('when it suits', '2026-01-01', 1)).toThrow(SyntaxError);
});
