import { expect, test } from '@jest/globals';
import { Agenda } from './solution.js';

function agenda(times) {
  const made = new Agenda();
  for (const [name, at] of times) made.add(name, at);
  return made;
}
const all = (book) => Array.from({ length: book.size }, () => book.next());

/** Numbers that look random and are the same each time. */
function* numbers(seed, below) {
  let state = seed;
  for (;;) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield Math.floor(state / 65536) % below;
  }
}

test('an empty agenda', () => {
  const book = new Agenda();
  expect([book.size, book.next(), book.cancel('Rex'), book.move('Rex', 1)]).toEqual([0, undefined, false, false]);
});

test('times may be 0 and below', () => {
  expect(all(agenda([['a', 0], ['b', -5], ['c', 3]]))).toEqual(['b', 'a', 'c']);
});

test('counts', () => {
  const book = agenda([['a', 1], ['b', 2], ['c', 3]]);
  book.next();
  expect(book.size).toBe(2);
  book.cancel('c');
  book.move('b', 9);
  expect(book.size).toBe(1);
});

test('refuses a name that is there, the first one too', () => {
  const book = agenda([['a', 1], ['b', 2]]);
  expect(() => book.add('a', 5)).toThrow('a');
  expect(() => book.add('b', 5)).toThrow(Error);
  expect(all(book)).toEqual(['a', 'b']);
});

test('a name may come again', () => {
  const book = agenda([['a', 1], ['b', 1]]);
  expect(book.next()).toBe('a');
  book.add('a', 1);
  expect(all(book)).toEqual(['b', 'a']);
  expect(book.size).toBe(0);
  book.add('b', 2);
  expect(book.next()).toBe('b');
});

test('many at the same time', () => {
  const names = Array.from({ length: 40 }, (_, at) => `n${at}`);
  expect(all(agenda(names.map((name) => [name, 7])))).toEqual(names);
});

test('in order, backwards and mixed', () => {
  const names = Array.from({ length: 31 }, (_, at) => `n${at}`);
  expect(all(agenda(names.map((name, at) => [name, at])))).toEqual(names);
  expect(all(agenda(names.map((name, at) => [name, -at])))).toEqual(names.toReversed());
});

test('moves to an earlier time and to a later one', () => {
  const book = agenda([['a', 10], ['b', 20], ['c', 30], ['d', 40], ['e', 50], ['f', 60], ['g', 70]]);
  book.move('f', 5);
  book.move('a', 65);
  book.move('d', 40);
  expect(all(book)).toEqual(['f', 'b', 'c', 'd', 'e', 'a', 'g']);
});

test('what was moved keeps its turn among equals', () => {
  const book = agenda([['a', 3], ['b', 1], ['c', 3], ['d', 5]]);
  book.move('a', 9);
  book.move('d', 3);
  book.move('a', 3);
  expect(all(book)).toEqual(['b', 'a', 'c', 'd']);
});

test('cancels the last, the first and the only one', () => {
  const book = agenda([['a', 1], ['b', 2], ['c', 3]]);
  expect(book.cancel('c')).toBe(true);
  expect(book.cancel('a')).toBe(true);
  expect(book.cancel('a')).toBe(false);
  expect(book.cancel('b')).toBe(true);
  expect([book.size, book.next()]).toEqual([0, undefined]);
});

test('what takes the place of a cancelled one may have to rise', () => {
  const book = agenda([['a', 1], ['b', 10], ['c', 2], ['d', 11], ['e', 12], ['f', 3], ['g', 4]]);
  book.cancel('d');
  expect(all(book)).toEqual(['a', 'c', 'f', 'g', 'b', 'e']);
});

test.each([1, 2, 3, 4, 5])('agrees with a plain list, whatever happens (%i)', (seed) => {
  const random = numbers(seed, 1000);
  const draw = (below) => random.next().value % below;
  const book = new Agenda();
  let plain = [];
  const told = [];
  const expected = [];
  for (let round = 0; round < 300; round += 1) {
    const [what, at, who] = [draw(6), draw(12), plain[draw(plain.length || 1)]];
    if (what < 3) {
      book.add(`n${round}`, at);
      plain.push({ name: `n${round}`, at, turn: round });
    } else if (what === 3) {
      plain.sort((a, b) => a.at - b.at || a.turn - b.turn);
      told.push(book.next());
      expected.push(plain.shift()?.name);
    } else if (who && what === 4) {
      book.move(who.name, at);
      who.at = at;
    } else if (who) {
      book.cancel(who.name);
      plain = plain.filter((one) => one !== who);
    }
  }
  plain.sort((a, b) => a.at - b.at || a.turn - b.turn);
  expect(told).toEqual(expected);
  expect(book.size).toBe(plain.length);
  expect(all(book)).toEqual(plain.map((one) => one.name));
});

test('is fast on busy days', () => {
  const script = agenda(Array.from({ length: 20000 }, (_, at) => [`n${at}`, (at * 7919) % 20011]));
  for (let at = 0; at < 20000; at += 2) script.move(`n${at}`, (at * 104729) % 20011);
  expect(script.size).toBe(20000);
  expect(script.next()).toBe('n0');
});

test('two agendas keep apart', () => {
  const one = agenda([['a', 1]]);
  expect(agenda([['a', 2], ['b', 1]]).next()).toBe('b');
  expect(one.size).toBe(1);
});
