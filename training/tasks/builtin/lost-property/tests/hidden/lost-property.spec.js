import { expect, test } from '@jest/globals';
import { describeFind } from './solution.js';

test.each([
  [{ what: 'bag' }, 'bag (owner unknown)'],
  [{ what: 'bag', owner: null }, 'bag (owner unknown)'],
  [{ what: 'bag', owner: {} }, 'bag (owner unknown)'],
  [{ what: 'bag', owner: { name: '' } }, 'bag (owner unknown)'],
  [{ what: 'bag', colour: '', owner: { name: 'Jo' } }, 'bag (belongs to Jo)'],
  [{ what: 'bag', colour: null, owner: { name: 'Jo' } }, 'bag (belongs to Jo)'],
  [{ what: 'hat', colour: 'dark green', owner: { name: 'Jo Ek' } }, 'dark green hat (belongs to Jo Ek)'],
  [{ what: 'hat', colour: 'blue', owner: undefined }, 'blue hat (owner unknown)'],
])('describes %j', (find, line) => {
  expect(describeFind(find)).toBe(line);
});

test.each([[{}], [{ what: '' }], [{ what: null, owner: { name: 'Kim' } }]])('refuses %j', (find) => {
  expect(() => describeFind(find)).toThrow('nothing was found');
});
