import { expect, test } from '@jest/globals';
import { byTable } from './solution.js';

const names = (guests) => guests.map((guest) => guest.name);

test('keeps guests that are in order', () => {
  const guests = [{ name: 'Ada', table: 1 }, { name: 'Bo', table: 2 }];
  expect(names(byTable(guests))).toEqual(['Ada', 'Bo']);
});

test('puts low tables first', () => {
  const guests = [{ name: 'Ada', table: 12 }, { name: 'Bo', table: 2 }, { name: 'Cy', table: 7 }];
  expect(names(byTable(guests))).toEqual(['Bo', 'Cy', 'Ada']);
});

test('goes by name at one table', () => {
  const guests = [{ name: 'Mia', table: 3 }, { name: 'Jon', table: 3 }];
  expect(names(byTable(guests))).toEqual(['Jon', 'Mia']);
});

test('leaves the list as it is', () => {
  const guests = [{ name: 'Bo', table: 2 }, { name: 'Ada', table: 1 }];
  byTable(guests);
  expect(names(guests)).toEqual(['Bo', 'Ada']);
});
