import { expect, test } from '@jest/globals';
import { Agenda } from './solution.js';

function agenda(times) {
  const made = new Agenda();
  for (const [name, at] of Object.entries(times)) made.add(name, at);
  return made;
}
const all = (book) => Array.from({ length: book.size }, () => book.next());

test('the earliest comes first', () => {
  expect(all(agenda({ Rex: 30, Mia: 10, Tom: 20 }))).toEqual(['Mia', 'Tom', 'Rex']);
});

test('equals come in the order of adding', () => {
  expect(all(agenda({ Rex: 10, Mia: 10, Tom: 10 }))).toEqual(['Rex', 'Mia', 'Tom']);
});

test('puts an appointment off', () => {
  const book = agenda({ Rex: 10, Mia: 20, Tom: 30 });
  expect(book.move('Rex', 25)).toBe(true);
  expect(all(book)).toEqual(['Mia', 'Rex', 'Tom']);
});

test('cancels', () => {
  const book = agenda({ Rex: 10, Mia: 20, Tom: 30 });
  expect(book.cancel('Mia')).toBe(true);
  expect(book.cancel('Kim')).toBe(false);
  expect(all(book)).toEqual(['Rex', 'Tom']);
});
