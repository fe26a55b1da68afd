import { expect, test } from '@jest/globals';
import { byTable } from './solution.js';

const guest = (text) => {
  const [name, table] = text.split('@');
  return { name, table: Number(table) };
};
const show = (guests) => guests.map(({ name, table }) => `${name}@${table}`);

test.each([
  ['nobody', [], []],
  ['one guest', ['Ada@4'], ['Ada@4']],
  ['tables with one and two digits', ['a@10', 'b@9', 'c@100'], ['b@9', 'a@10', 'c@100']],
  ['falling tables', ['a@5', 'b@4', 'c@3', 'd@2', 'e@1'], ['e@1', 'd@2', 'c@3', 'b@4', 'a@5']],
  ['names before tables would differ', ['Zoe@1', 'Abe@2'], ['Zoe@1', 'Abe@2']],
  ['three at one table', ['c@1', 'a@1', 'b@1'], ['a@1', 'b@1', 'c@1']],
  ['two tables mixed', ['d@2', 'b@1', 'c@2', 'a@1'], ['a@1', 'b@1', 'c@2', 'd@2']],
  ['table 0', ['a@1', 'b@0'], ['b@0', 'a@1']],
])('orders %s', (_, guests, expected) => {
  expect(show(byTable(guests.map(guest)))).toEqual(expected);
});

test('orders forty guests', () => {
  const guests = Array.from({ length: 40 }, (_, at) => ({ name: `guest ${at}`, table: (at * 17) % 40 }));
  expect(byTable(guests).map(({ table }) => table)).toEqual(Array.from({ length: 40 }, (_, at) => at));
});

test('keeps every guest whole', () => {
  const guests = [{ name: 'Bo', table: 2, meal: 'fish' }, { name: 'Ada', table: 1, meal: 'none' }];
  expect(byTable(guests)).toEqual([{ name: 'Ada', table: 1, meal: 'none' }, { name: 'Bo', table: 2, meal: 'fish' }]);
});

test('leaves the list as it is', () => {
  const guests = ['a@3', 'b@1', 'c@2'].map(guest);
  byTable(guests);
  expect(show(guests)).toEqual(['a@3', 'b@1', 'c@2']);
});
