import { KEY, Chest } from './secret-drawer';

test('has a drawer', () => {
  expect(new Chest(['map', 'coin'])[KEY]).toBe(2);
});

xtest('the key is a symbol of its own', () => {
  expect(typeof KEY).toBe('symbol');
  expect(KEY.description).toBe('key');
  expect(KEY).not.toBe(Symbol('key'));
  expect(Object.getOwnPropertySymbols(new Chest([]))).toEqual([KEY]);
});

xtest('converts', () => {
  const chest = new Chest(['map', 'coin']);
  expect(`${chest}`).toBe('map+coin');
  expect(+chest).toBe(2);
  expect(Object.prototype.toString.call(chest)).toBe('[object Chest]');
  expect(Chest[Symbol.for('chest.kind')]).toBe('oak');
});

xtest('can be looked through', () => {
  const chest = new Chest(['map', 'coin']);
  expect([...chest]).toEqual(['map', 'coin']);
  const [first] = chest;
  expect(first).toBe('map');
  expect(Math.max(...new Chest([3, 9]))).toBe(9);
});
