import { expect, test } from '@jest/globals';
import { Chimes } from './solution.js';

function house() {
  const log = [];
  return { chimes: new Chimes(), log, hear: (name) => (...details) => log.push([name, ...details].join(' ')) };
}

test('tells everybody in order', () => {
  const { chimes, log, hear } = house();
  chimes.on('door', hear('Ann'));
  chimes.on('door', hear('Ben'));
  expect(chimes.ring('door', 'postman')).toBe(2);
  expect(log).toEqual(['Ann postman', 'Ben postman']);
});

test('tells some only once', () => {
  const { chimes, log, hear } = house();
  chimes.once('door', hear('Ann'));
  chimes.on('door', hear('Ben'));
  expect(chimes.ring('door')).toBe(2);
  expect(chimes.ring('door')).toBe(1);
  expect(log).toEqual(['Ann', 'Ben', 'Ben']);
});

test('somebody who never listened can be taken off', () => {
  const { chimes, log, hear } = house();
  chimes.on('door', hear('Ann'));
  chimes.off('door', hear('nobody'));
  chimes.ring('door');
  expect(log).toEqual(['Ann']);
});

test('nobody hears what nobody listens to', () => {
  expect(new Chimes().ring('window')).toBe(0);
});
