import { expect, test } from '@jest/globals';
import { CircleError, planCourses } from './solution.js';

test.each([
  ['no courses', {}, ''],
  ['one', { a: [] }, 'a'],
  ['a chain that runs against the alphabet', { a: ['b'], b: ['c'], c: ['d'] }, 'd c b a'],
  ['a course freed in between', { b: ['c'], a: ['c'], d: [] }, 'c a b d'],
  ['an early letter that has to wait', { a: ['z'], m: [], z: ['m'] }, 'm z a'],
  ['a diamond', { top: ['left', 'right'], left: ['base'], right: ['base'] }, 'base left right top'],
  ['one need named twice', { a: ['b', 'b'] }, 'b a'],
  ['what was needed far below', { a: ['d'], b: [], c: ['b'], d: ['c'], e: [] }, 'b c d a e'],
  ['a course without a name', { '': ['b'], a: [''] }, 'b  a'],
  ['two groups', { b: ['y'], a: ['x'] }, 'x a y b'],
])('plans %s', (_, needs, expected) => {
  expect(planCourses(needs).join(' ')).toBe(expected);
});

test('leaves the needs as they are', () => {
  const needs = { c: ['b', 'a'], b: ['a'] };
  planCourses(needs);
  expect(needs).toEqual({ c: ['b', 'a'], b: ['a'] });
});

test.each([
  ['a course that needs itself', { a: ['a'] }],
  ['two', { a: ['b'], b: ['a'] }],
  ['three, and some before', { z: [], a: ['b', 'z'], b: ['c'], c: ['a'] }],
  ['a circle behind a chain', { a: ['b'], b: ['c'], c: ['d'], d: ['c'] }],
  ['a circle with a way out', { a: ['e', 'b'], b: ['e', 'a'], e: [] }],
  ['two circles', { a: ['b'], b: ['a'], c: ['d'], d: ['c'] }],
])('finds a circle: %s', (_, needs) => {
  let error;
  try {
    planCourses(needs);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(CircleError);
  expect(error).toBeInstanceOf(Error);
  const { circle } = error;
  expect(circle.length).toBeGreaterThan(0);
  expect(new Set(circle).size).toBe(circle.length);
  circle.forEach((course, at) => expect(needs[course]).toContain(circle[(at + 1) % circle.length]));
});
