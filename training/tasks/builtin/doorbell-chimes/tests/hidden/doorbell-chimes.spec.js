import { expect, test } from '@jest/globals';
import { Chimes } from './solution.js';

function house() {
  const log = [];
  return { chimes: new Chimes(), log, hear: (name) => (...details) => log.push([name, ...details].join(' ')) };
}

test('keeps events apart', () => {
  const { chimes, log, hear } = house();
  chimes.on('door', hear('Ann'));
  chimes.on('window', hear('Ben'));
  expect(chimes.ring('window', 'wind', 'rain')).toBe(1);
  expect(log).toEqual(['Ben wind rain']);
});

test('several who listen once all hear', () => {
  const { chimes, log, hear } = house();
  for (const name of ['a', 'b', 'c', 'd']) chimes.once('door', hear(name));
  expect(chimes.ring('door')).toBe(4);
  expect(chimes.ring('door')).toBe(0);
  expect(log).toEqual(['a', 'b', 'c', 'd']);
});

test('who listens twice hears twice', () => {
  const { chimes, log, hear } = house();
  const ann = hear('Ann');
  chimes.on('door', ann);
  chimes.on('door', ann);
  expect(chimes.ring('door')).toBe(2);
  chimes.off('door', ann);
  expect(chimes.ring('door')).toBe(1);
  expect(log).toEqual(['Ann', 'Ann', 'Ann']);
});

test('off ends the earliest listening', () => {
  const { chimes, log, hear } = house();
  const ann = hear('Ann');
  chimes.on('door', ann);
  chimes.on('door', hear('Ben'));
  chimes.on('door', ann);
  chimes.off('door', ann);
  chimes.ring('door');
  expect(log).toEqual(['Ben', 'Ann']);
});

test('off ends a listening of once too', () => {
  const { chimes, log, hear } = house();
  const ann = hear('Ann');
  chimes.once('door', ann);
  chimes.off('door', ann);
  expect(chimes.ring('door')).toBe(0);
  expect(log).toEqual([]);
});

test('off of an unknown event does nothing', () => {
  const { chimes, hear } = house();
  chimes.on('door', hear('Ann'));
  chimes.off('window', hear('Ann'));
  expect(chimes.ring('door')).toBe(1);
});

test('off of somebody else leaves all', () => {
  const { chimes, log, hear } = house();
  chimes.on('door', hear('Ann'));
  chimes.on('door', hear('Ben'));
  chimes.off('door', () => {});
  chimes.off('door', () => {});
  expect(chimes.ring('door')).toBe(2);
  expect(log).toEqual(['Ann', 'Ben']);
});

test('who begins while it rings hears the next', () => {
  const { chimes, log, hear } = house();
  chimes.once('door', () => chimes.on('door', hear('late')));
  chimes.on('door', hear('Ben'));
  expect(chimes.ring('door')).toBe(2);
  expect(log).toEqual(['Ben']);
  expect(chimes.ring('door')).toBe(2);
  expect(log).toEqual(['Ben', 'Ben', 'late']);
});

test('who ends while it rings hears this one still', () => {
  const { chimes, log, hear } = house();
  const ben = hear('Ben');
  chimes.on('door', () => chimes.off('door', ben));
  chimes.on('door', ben);
  chimes.on('door', hear('Cem'));
  expect(chimes.ring('door')).toBe(3);
  expect(chimes.ring('door')).toBe(2);
  expect(log).toEqual(['Ben', 'Cem', 'Cem']);
});

test('a ring within a ring does not repeat a once', () => {
  const { chimes, log, hear } = house();
  chimes.once('door', () => chimes.ring('door', 'again'));
  chimes.on('door', hear('Ben'));
  expect(chimes.ring('door', 'first')).toBe(2);
  expect(log).toEqual(['Ben again', 'Ben first']);
});

test('two houses know nothing of each other', () => {
  const one = house();
  const other = house();
  one.chimes.on('door', one.hear('Ann'));
  expect(other.chimes.ring('door')).toBe(0);
});
