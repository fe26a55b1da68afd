import { expect, test } from '@jest/globals';
import { Triage } from './solution.js';

function ward(...patients) {
  const triage = new Triage();
  for (const [name, urgency] of patients) triage.arrive(name, urgency);
  return triage;
}

test('orders by urgency, then by arrival', () => {
  const triage = ward(['a', 5], ['b', 2], ['c', 5], ['d', 1], ['e', 2]);
  expect(triage.list()).toEqual(['d', 'b', 'e', 'a', 'c']);
});

test('list takes nobody off', () => {
  const triage = ward(['a', 2], ['b', 1]);
  triage.list().pop();
  expect(triage.list()).toEqual(['b', 'a']);
  expect(triage.waiting).toBe(2);
});

test('a change keeps the time of arrival', () => {
  const triage = ward(['a', 3], ['b', 1], ['c', 3]);
  triage.change('a', 5);
  triage.change('a', 3);
  expect(triage.list()).toEqual(['b', 'a', 'c']);
});

test('a change may go either way', () => {
  const triage = ward(['a', 1], ['b', 2], ['c', 3]);
  triage.change('a', 3);
  triage.change('c', 2);
  expect(triage.list()).toEqual(['b', 'c', 'a']);
});

test('who came back is new', () => {
  const triage = ward(['a', 2], ['b', 2]);
  triage.leave('a');
  triage.arrive('a', 2);
  expect(triage.list()).toEqual(['b', 'a']);
});

test('who was seen may come again', () => {
  const triage = ward(['a', 1], ['b', 1]);
  expect(triage.next()).toBe('a');
  triage.arrive('a', 1);
  expect(triage.list()).toEqual(['b', 'a']);
});

test('an empty ward', () => {
  const triage = new Triage();
  expect([triage.next(), triage.waiting, triage.list()]).toEqual([undefined, 0, []]);
});

test('knows nobody of that name', () => {
  const triage = ward(['a', 1]);
  expect(triage.change('z', 1)).toBe(false);
  expect(triage.leave('z')).toBe(false);
  expect(triage.list()).toEqual(['a']);
});

test('refuses who waits already', () => {
  const triage = ward(['Kim', 1]);
  expect(() => triage.arrive('Kim', 2)).toThrow('Kim');
  expect(triage.waiting).toBe(1);
});

test.each([0, 6, 1.5, '2', null, undefined, NaN])('refuses the urgency %p', (urgency) => {
  const triage = ward(['a', 3]);
  expect(() => triage.arrive('b', urgency)).toThrow(RangeError);
  expect(() => triage.change('a', urgency)).toThrow(RangeError);
  expect(triage.list()).toEqual(['a']);
});

test('takes the least and the most urgent', () => {
  expect(ward(['a', 5], ['b', 1]).list()).toEqual(['b', 'a']);
});

test('two wards know nothing of each other', () => {
  ward(['a', 1]);
  expect(ward(['b', 1]).list()).toEqual(['b']);
});
