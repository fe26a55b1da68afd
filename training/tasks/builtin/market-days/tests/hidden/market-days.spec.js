import { expect, test } from '@jest/globals';
import { marketDays } from './solution.js';

test.each([
  ['every day', '2024-02-28', 3, ['2024-02-28', '2024-02-29', '2024-03-01']],
  ['every day', '2026-02-28', 2, ['2026-02-28', '2026-03-01']],
  ['every 1 days', '2026-12-31', 2, ['2026-12-31', '2027-01-01']],
  ['every week', '2026-03-25', 2, ['2026-03-25', '2026-04-01']],
  ['every 3 weeks', '2026-03-20', 2, ['2026-03-20', '2026-04-10']],
  ['every 100 days', '2026-01-01', 2, ['2026-01-01', '2026-04-11']],
  ['every sunday', '2026-11-26', 2, ['2026-11-29', '2026-12-06']],
  ['every thursday', '2026-11-26', 2, ['2026-11-26', '2026-12-03']],
  ['first tuesday', '2026-09-01', 2, ['2026-09-01', '2026-10-06']],
  ['first tuesday', '2026-09-02', 1, ['2026-10-06']],
  ['second wednesday', '2026-07-01', 2, ['2026-07-08', '2026-08-12']],
  ['third monday', '2026-06-01', 2, ['2026-06-15', '2026-07-20']],
  ['fourth saturday', '2026-02-01', 2, ['2026-02-28', '2026-03-28']],
  ['fifth friday', '2026-01-01', 3, ['2026-01-30', '2026-05-29', '2026-07-31']],
  ['last sunday', '2026-05-01', 2, ['2026-05-31', '2026-06-28']],
  ['last saturday', '2024-02-01', 1, ['2024-02-24']],
  ['last thursday', '2024-02-01', 1, ['2024-02-29']],
  ['last monday', '2026-12-01', 2, ['2026-12-28', '2027-01-25']],
  ['day 1', '2026-11-26', 2, ['2026-12-01', '2027-01-01']],
  ['day 29', '2026-01-30', 2, ['2026-03-29', '2026-04-29']],
  ['day 30', '2024-01-31', 1, ['2024-03-30']],
  ['day 31', '2026-08-31', 2, ['2026-08-31', '2026-10-31']],
  ['last day', '2024-01-31', 3, ['2024-01-31', '2024-02-29', '2024-03-31']],
  ['last day', '2026-02-01', 1, ['2026-02-28']],
  ['  EVERY   Friday ', '2026-11-26', 1, ['2026-11-27']],
  ['Last\tDay', '2026-11-26', 1, ['2026-11-30']],
  ['every day', '2026-11-26', 0, []],
])('%s from %s', (rule, from, count, expected) => {
  expect(marketDays(rule, from, count)).toEqual(expected);
});

test.each([
  ['day 1 and last day', '2026-01-31', 3, ['2026-01-31', '2026-02-01', '2026-02-28']],
  ['every monday and every monday', '2026-11-26', 2, ['2026-11-30', '2026-12-07']],
  ['last monday and last day', '2026-11-01', 2, ['2026-11-30', '2026-12-28']],
  ['every 2 days except every 3 days', '2026-01-01', 3, ['2026-01-03', '2026-01-05', '2026-01-09']],
  ['every day except every sunday', '2026-11-28', 2, ['2026-11-28', '2026-11-30']],
  ['first friday AND third friday', '2026-11-26', 2, ['2026-12-04', '2026-12-18']],
  ['every day  except  day 27', '2026-11-26', 2, ['2026-11-26', '2026-11-28']],
])('%s from %s', (rule, from, count, expected) => {
  expect(marketDays(rule, from, count)).toEqual(expected);
});

test.each([
  '', 'friday', 'every', 'every fryday', 'every 0 days', 'every -1 days', 'every 1.5 days', 'every 2 months', 'every 2',
  'every two days', 'sixth friday', 'first', 'last', 'first day', 'day', 'day 0', 'day 32', 'day 1 2', 'day x',
  'last friday please', 'every friday or every monday', 'and', 'day 1 and', 'day 1 and day 2 and day 3',
  'day 1 and day 2 except day 3', 'every friday friday', 'every 3 friday', 'day1', 'everyday', 'last 3 days', 'day 1 except x',
  'every day days', 'every 0 weeks', 'some 2 weeks', 'last 2 weeks', 'first 3 days', 'every 2 days days', 'every 2e1 days', '2 every days', 'first 3 friday',
])('refuses the rule %j', (rule) => {
  expect(() => marketDays(rule, '2026-01-01', 1)).toThrow(SyntaxError);
  expect(() => marketDays(rule, '2026-01-01', 0)).toThrow(SyntaxError);
});

test('names the rule as it was given', () => {
  expect(() => marketDays('Every  Fryday', '2026-01-01', 1)).toThrow('Every  Fryday');
});

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '', '26-01-01', '2026-01-00', 'today', '2026-01-01T00:00', ' 2026-01-01'])(
  'refuses the day %j',
  (from) => {
    expect(() => marketDays('every day', from, 1)).toThrow(RangeError);
  },
);

test.each([-1, 1.5, NaN, Infinity, '2', undefined])('refuses the count %p', (count) => {
  expect(() => marketDays('every day', '2026-01-01', count)).toThrow(RangeError);
});

test('gives up after forty years', () => {
  expect(marketDays('every day except every day', '2026-01-01', 1)).toEqual([]);
  expect(marketDays('every 6000 days', '2026-01-01', 10)).toEqual(['2026-01-01', '2042-06-06', '2058-11-09']);
});

test('looks far ahead', () => {
  expect(marketDays('fifth sunday', '2026-03-30', 60)).toHaveLength(60);
});
