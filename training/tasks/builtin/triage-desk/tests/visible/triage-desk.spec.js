import { expect, test } from '@jest/globals';
import { Triage } from './solution.js';

test('sees the most urgent first', () => {
  const triage = new Triage();
  triage.arrive('Kim', 3);
  triage.arrive('Lee', 1);
  expect(triage.next()).toBe('Lee');
  expect(triage.next()).toBe('Kim');
  expect(triage.next()).toBeUndefined();
});

test('sees equals in the order of arrival', () => {
  const triage = new Triage();
  for (const name of ['Kim', 'Lee', 'Max']) triage.arrive(name, 4);
  expect(triage.list()).toEqual(['Kim', 'Lee', 'Max']);
});

test('changes an urgency', () => {
  const triage = new Triage();
  triage.arrive('Kim', 2);
  triage.arrive('Lee', 4);
  expect(triage.change('Lee', 1)).toBe(true);
  expect(triage.next()).toBe('Lee');
  expect(triage.waiting).toBe(1);
});

test('lets somebody go home', () => {
  const triage = new Triage();
  triage.arrive('Kim', 2);
  expect(triage.leave('Kim')).toBe(true);
  expect(triage.waiting).toBe(0);
});

test('refuses an urgency of 6', () => {
  expect(() => new Triage().arrive('Kim', 6)).toThrow(RangeError);
});
