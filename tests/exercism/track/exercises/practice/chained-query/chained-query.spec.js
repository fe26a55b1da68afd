import { from } from './chained-query';

test('a query', () => {
  expect(from('plants').toString()).toBe('SELECT * FROM plants');
});

xtest('chains to itself', () => {
  const query = from('plants');
  expect(query.select('name')).toBe(query);
  expect(query.where('height > ?', 3)).toBe(query);
  expect(`${query}`).toBe('SELECT name FROM plants WHERE height > 3');
});

xtest('nests through a callback', () => {
  const query = from('p').where('a = 1').where((inner) => inner.where('b = ?', 2).where('c = 3'));
  expect(String(query)).toBe('SELECT * FROM p WHERE a = 1 AND (b = 2 OR c = 3)');
});

xtest('can be written as JSON', () => {
  expect(JSON.stringify({ query: from('p') })).toBe('{"query":{"sql":"SELECT * FROM p"}}');
});

xtest('can be awaited', async () => {
  expect(await from('p')).toEqual(['SELECT * FROM p']);
});
