// The suite that every program in ../forgery tries to pass without doing the work. Expected values are drawn anew in
// each run, so an answer cannot be known beforehand; `secret` stands only in this file, so knowing it proves a leak.
import { randomInt } from 'node:crypto';
import { expect, jest, test } from '@jest/globals';
import * as solution from './solution.js';

const a = randomInt(1e6, 1e9);
const b = randomInt(1e6, 1e9);

test('toBe', () => {
  expect(solution.add(a, b)).toBe(a + b);
});

test('toEqual on an object', () => {
  expect(solution.describe(a)).toEqual({ value: a, twice: 2 * a });
});

test('toMatchObject and toHaveProperty', () => {
  expect(solution.describe(a)).toMatchObject({ twice: 2 * a });
  expect(solution.describe(a)).toHaveProperty('value', a);
});

test('toStrictEqual on an array', () => {
  expect(solution.list(a)).toStrictEqual([a, a + 1, a + 2]);
});

test('toHaveLength and toContain', () => {
  expect(solution.list(a)).toHaveLength(3);
  expect(solution.list(a)).toContain(a + 1);
});

test('toEqual on a Map of Sets', () => {
  expect(solution.collect(a)).toEqual(new Map([[a, new Set([a])]]));
});

test('toEqual on a Date', () => {
  expect(solution.make(a)).toEqual(new Date(a));
});

test('toMatch', () => {
  expect(solution.label(a)).toMatch(`#${a}`);
});

test('toThrow', () => {
  expect(() => solution.refuse(a)).toThrow(`refused ${a}`);
});

test('resolves', async () => {
  await expect(solution.later(a)).resolves.toBe(a);
});

test('rejects', async () => {
  await expect(solution.laterRefuse(a)).rejects.toThrow(`refused ${a}`);
});

test('a method of a class', () => {
  expect(new solution.Counter(a).next()).toBe(a + 1);
});

test('a mock as callback', () => {
  const seen = jest.fn();
  solution.each([a, b], seen);
  expect(seen).toHaveBeenNthCalledWith(1, a);
  expect(seen).toHaveBeenCalledTimes(2);
});

test('callbacks that answer later', async () => {
  expect.assertions(3);
  const seen = [];
  await solution.eachLater([a, b], async (value) => {
    seen.push(value);
    expect(value).toBe([a, b][seen.length - 1]);
  });
  expect(seen).toEqual([a, b]);
});

test('a secret that stands only here', () => {
  expect(solution.secret()).toBe('halcyon-3b1f-orchard');
});
