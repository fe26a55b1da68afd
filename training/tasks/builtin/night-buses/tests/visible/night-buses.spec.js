import { expect, test } from '@jest/globals';
import { fastestTrip } from './solution.js';

const ride = (line, from, departs, to, arrives) => ({ line, from, to, departs, arrives });

test('takes the bus that arrives first', () => {
  const slow = ride('N1', 'port', 10, 'mill', 40);
  const fast = ride('N2', 'port', 15, 'mill', 30);
  expect(fastestTrip([slow, fast], 'port', 'mill', 5)).toEqual([fast]);
});

test('changes where there is time', () => {
  const one = ride('N1', 'port', 10, 'square', 20);
  const missed = ride('N2', 'square', 22, 'mill', 30);
  const next = ride('N2', 'square', 42, 'mill', 50);
  expect(fastestTrip([one, missed, next], 'port', 'mill', 5)).toEqual([one, next]);
});

test('stays seated on one line', () => {
  const rides = [ride('N1', 'port', 10, 'square', 20), ride('N1', 'square', 20, 'mill', 30)];
  expect(fastestTrip(rides, 'port', 'mill', 5)).toEqual(rides);
});

test('knows when there is no way', () => {
  expect(fastestTrip([ride('N1', 'port', 10, 'mill', 20)], 'port', 'mill', 11)).toBeNull();
});
