import { expect, test } from '@jest/globals';
import { fastestTrip } from './solution.js';

const ride = (line, from, departs, to, arrives) => ({ line, from, to, departs, arrives });

test('from a stop to itself', () => {
  expect(fastestTrip([], 'port', 'port', 0)).toEqual([]);
  expect(fastestTrip([ride('N1', 'port', 1, 'mill', 2), ride('N1', 'mill', 3, 'port', 4)], 'port', 'port', 0)).toEqual([]);
});

test('without rides', () => {
  expect(fastestTrip([], 'port', 'mill', 0)).toBeNull();
});

test('a ride leaves at the very minute', () => {
  const only = ride('N1', 'port', 10, 'mill', 20);
  expect(fastestTrip([only], 'port', 'mill', 10)).toEqual([only]);
});

test('no ride leads back', () => {
  expect(fastestTrip([ride('N1', 'mill', 10, 'port', 20)], 'port', 'mill', 0)).toBeNull();
});

test('three minutes are enough to change', () => {
  const rides = [ride('N1', 'port', 10, 'square', 20), ride('N2', 'square', 23, 'mill', 30)];
  expect(fastestTrip(rides, 'port', 'mill', 0)).toEqual(rides);
});

test('two minutes are not', () => {
  const rides = [ride('N1', 'port', 10, 'square', 20), ride('N2', 'square', 22, 'mill', 30)];
  expect(fastestTrip(rides, 'port', 'mill', 0)).toBeNull();
});

test('the first ride may leave at once, whatever its line', () => {
  const rides = [ride('N1', 'port', 0, 'square', 1), ride('N2', 'port', 1, 'mill', 2)];
  expect(fastestTrip(rides, 'port', 'mill', 1)).toEqual([rides[1]]);
});

test('a later arrival on the same line beats an earlier one that must change', () => {
  const early = ride('N2', 'port', 10, 'square', 18);
  const seated = ride('N1', 'port', 11, 'square', 20);
  const on = ride('N1', 'square', 20, 'mill', 30);
  expect(fastestTrip([early, seated, on], 'port', 'mill', 0)).toEqual([seated, on]);
});

test('a bus that has gone already is missed', () => {
  const rides = [ride('N1', 'square', 15, 'mill', 25), ride('N1', 'port', 10, 'square', 20)];
  expect(fastestTrip(rides, 'port', 'mill', 0)).toBeNull();
});

test('prefers few rides where they arrive together', () => {
  const direct = ride('N3', 'port', 5, 'mill', 50);
  const rides = [ride('N1', 'port', 10, 'square', 20), ride('N1', 'square', 20, 'mill', 50), direct];
  expect(fastestTrip(rides, 'port', 'mill', 0)).toEqual([direct]);
  expect(fastestTrip(rides.toReversed(), 'port', 'mill', 0)).toEqual([direct]);
});

test('a first ride that left before one came is missed', () => {
  expect(fastestTrip([ride('N1', 'port', 5, 'mill', 9)], 'port', 'mill', 6)).toBeNull();
});

test('prefers two rides to three that arrive with them', () => {
  const three = [ride('N1', 'port', 1, 'quay', 5), ride('N1', 'quay', 5, 'square', 9), ride('N1', 'square', 9, 'mill', 50)];
  const two = [ride('N2', 'port', 2, 'dock', 20), ride('N2', 'dock', 30, 'mill', 50)];
  expect(fastestTrip([...three, ...two], 'port', 'mill', 0)).toEqual(two);
  expect(fastestTrip([...two, ...three], 'port', 'mill', 0)).toEqual(two);
});

test('prefers soon to few', () => {
  const rides = [ride('N1', 'port', 10, 'square', 20), ride('N1', 'square', 20, 'mill', 49), ride('N3', 'port', 5, 'mill', 50)];
  expect(fastestTrip(rides, 'port', 'mill', 0)).toEqual(rides.slice(0, 2));
});

test('prefers few rides in the middle of a trip too', () => {
  const a = ride('N1', 'port', 1, 'quay', 5);
  const b = ride('N1', 'quay', 5, 'square', 9);
  const c = ride('N2', 'port', 2, 'square', 20);
  const d = ride('N4', 'square', 30, 'mill', 40);
  expect(fastestTrip([a, b, c, d], 'port', 'mill', 0)).toEqual([c, d]);
  expect(fastestTrip([d, c, b, a], 'port', 'mill', 0)).toEqual([c, d]);
});

test('prefers few rides in the middle also where more were found first', () => {
  const first = [ride('N1', 'port', 1, 'quay', 5), ride('N1', 'quay', 5, 'square', 9)];
  const later = ride('N2', 'port', 6, 'square', 20);
  const last = ride('N4', 'square', 30, 'mill', 40);
  expect(fastestTrip([...first, later, last], 'port', 'mill', 0)).toEqual([later, last]);
});

test('leaves the list as it is', () => {
  const rides = [ride('N1', 'square', 20, 'mill', 30), ride('N1', 'port', 10, 'square', 20)];
  const before = structuredClone(rides);
  expect(fastestTrip(rides, 'port', 'mill', 0)).toEqual([rides[1], rides[0]]);
  expect(rides).toEqual(before);
});

test('times are numbers, not texts', () => {
  const rides = [ride('N1', 'square', 100, 'mill', 110), ride('N1', 'port', 9, 'square', 20), ride('N2', 'port', 30, 'mill', 1000)];
  expect(fastestTrip(rides, 'port', 'mill', 0)).toEqual([rides[1], rides[0]]);
});

test('a long night', () => {
  const rides = Array.from({ length: 1000 }, (_, at) => ride(`N${at % 3}`, `s${at}`, at * 5, `s${at + 1}`, at * 5 + 2));
  const extra = Array.from({ length: 1000 }, (_, at) => ride('X', `s${at}`, at * 5 + 1, `s${at + 1}`, at * 5 + 4));
  const trip = fastestTrip([...extra, ...rides], 's0', 's1000', 0);
  expect(trip).toHaveLength(1000);
  expect(trip.at(-1).arrives).toBe(4997);
});
