import { expect, test } from '@jest/globals';
import { free, pick, rested, rota } from './solution.js';

const one = (name, away, skipper) => ({ name, away, skipper });
const names = (days, crew) => rota(days, crew).map(({ name }) => name);
const week = (count) => Array.from({ length: count }, (_, at) => `day ${at + 1}`);

test('free keeps the order', () => {
  const crew = [one('c', ['x']), one('a'), one('b', []), one('d', ['y', 'x'])];
  expect(free('x', crew).map(({ name }) => name)).toEqual(['a', 'b']);
  expect(free('y', crew).map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  expect(free('z', crew)).toEqual(crew);
  expect(free('z', [])).toEqual([]);
});

test('away is a list of whole days', () => {
  expect(free('day 1', [one('a', ['day 11'])])).toHaveLength(1);
});

test('away may be null', () => {
  expect(free('x', [one('a', null)])).toHaveLength(1);
});

test('rested leaves somebody', () => {
  const [a, b] = [one('a'), one('b')];
  expect(rested([a, b], 'a')).toEqual([b]);
  expect(rested([a], 'a')).toEqual([a]);
  expect(rested([a, b], null)).toEqual([a, b]);
  expect(rested([a, b], 'z')).toEqual([a, b]);
  expect(rested([], 'a')).toEqual([]);
});

test('pick takes who served least', () => {
  const crew = [one('a'), one('b'), one('c')];
  expect(pick(crew, new Map([['a', 2], ['b', 1], ['c', 3]])).name).toBe('b');
  expect(pick(crew, new Map([['a', 1], ['b', 1]])).name).toBe('c');
  expect(pick(crew, new Map([['a', 10], ['b', 9], ['c', 9]])).name).toBe('b');
});

test('pick prefers skippers among equals, and then who stands first', () => {
  const crew = [one('a', [], false), one('b', [], true), one('c', [], true)];
  expect(pick(crew, new Map()).name).toBe('b');
  expect(pick(crew, new Map([['b', 1], ['c', 1]])).name).toBe('a');
  expect(pick([one('z'), one('y')], new Map()).name).toBe('z');
});

test('a skipper need not be said to be none', () => {
  expect(pick([one('a', []), one('b', [], false), one('c', [], 'yes')], new Map()).name).toBe('c');
  expect(pick([one('a', [], false), one('b')], new Map()).name).toBe('a');
  expect(pick([one('a'), one('b', [], false)], new Map()).name).toBe('a');
});

test('pick without candidates', () => {
  expect(pick([], new Map([['a', 1]]))).toBeNull();
});

test('pick leaves the candidates as they are', () => {
  const crew = [one('a'), one('b')];
  pick(crew, new Map([['a', 1]]));
  expect(crew.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('no days, no crew', () => {
  expect(rota([], [one('a')])).toEqual([]);
  expect(rota(['x', 'y'], [])).toEqual([{ day: 'x', name: null }, { day: 'y', name: null }]);
});

test('takes turns', () => {
  expect(names(week(7), [one('b'), one('c'), one('a')])).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a']);
});

test('skippers first', () => {
  expect(names(week(5), [one('a'), one('b'), one('c', [], true)])).toEqual(['c', 'a', 'b', 'c', 'a']);
});

test('nobody twice in a row while somebody else is free', () => {
  const crew = [one('a'), one('b', ['day 1', 'day 2', 'day 3'])];
  expect(names(week(6), crew)).toEqual(['a', 'a', 'a', 'b', 'a', 'b']);
});

test('rest comes before fairness', () => {
  const crew = [one('a', ['day 1', 'day 2', 'day 3', 'day 4']), one('b'), one('c')];
  expect(names(week(8), crew)).toEqual(['b', 'c', 'b', 'c', 'a', 'b', 'a', 'c']);
});

test('a day without anybody does not count as rest', () => {
  const crew = [one('a', ['day 2']), one('b', ['day 2', 'day 1'])];
  expect(names(week(3), crew)).toEqual(['a', null, 'b']);
  const other = [one('a', ['day 2']), one('b', ['day 1', 'day 2'], false), one('c', week(4))];
  expect(names(week(4), other)).toEqual(['a', null, 'b', 'a']);
  expect(names(week(3), [one('a', ['day 2'], true), one('b', ['day 2'])])).toEqual(['a', null, 'b']);
});

test('who stood by last rests even after an empty day', () => {
  const crew = [one('a', ['day 1', 'day 2', 'day 4']), one('b', ['day 2', 'day 4']), one('c', ['day 1', 'day 2', 'day 3', 'day 4'])];
  expect(names(week(6), crew)).toEqual(['b', null, 'a', null, 'c', 'a']);
  const pair = [one('a', ['day 1', 'day 2', 'day 3', 'day 5']), one('b', ['day 5'])];
  expect(names(week(6), pair)).toEqual(['b', 'b', 'b', 'a', null, 'b']);
});

test('names in the order of the old program', () => {
  expect(names(week(4), [one('b'), one('B'), one('ä'), one('a')])).toEqual(['B', 'a', 'b', 'ä']);
});

test('a day may come twice', () => {
  expect(rota(['x', 'x'], [one('a'), one('b')])).toEqual([{ day: 'x', name: 'a' }, { day: 'x', name: 'b' }]);
});

test('leaves its input as it is', () => {
  const crew = [one('b', ['x']), one('a', [])];
  const days = ['x', 'y'];
  rota(days, crew);
  expect(crew).toEqual([one('b', ['x']), one('a', [])]);
  expect(days).toEqual(['x', 'y']);
});
