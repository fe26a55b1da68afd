import { expect, test } from '@jest/globals';
import { SnackMachine } from './solution.js';

const slots = () => ({ A1: { name: 'nuts', price: 120, count: 2 }, B2: { name: 'gum', price: 50, count: 0 } });
const paid = (...coins) => {
  const machine = new SnackMachine(slots());
  coins.forEach((coin) => machine.insert(coin));
  return machine;
};
const inService = () => {
  const machine = paid();
  machine.openService('4711');
  return machine;
};

test('begins idle and empty', () => {
  expect([paid().state, paid().credit]).toEqual(['idle', 0]);
});

test.each([10, 20, 50, 100, 200])('takes a coin of %d', (coin) => {
  expect(paid().insert(coin)).toBe(coin);
});

test.each([1, 5, 500, 0, -10, '10'])('does not take %p', (coin) => {
  const machine = paid(20);
  expect(() => machine.insert(coin)).toThrow(RangeError);
  expect(machine.credit).toBe(20);
});

test('sells for the exact price', () => {
  const machine = paid(100, 20);
  expect(machine.choose('A1')).toBe('nuts');
  expect([machine.state, machine.credit]).toEqual(['idle', 0]);
});

test('sells until nothing is left', () => {
  const machine = paid(200, 200);
  machine.choose('A1');
  machine.choose('A1');
  expect(() => machine.choose('A1')).toThrow('sold out');
  expect(machine.credit).toBe(160);
});

test.each([
  [[200], 'Z9', 'no such slot'],
  [[], 'Z9', 'no such slot'],
  [[], 'toString', 'no such slot'],
  [[], 'B2', 'sold out'],
  [[100], 'B2', 'sold out'],
  [[100, 10], 'A1', '10 cents missing'],
  [[], 'A1', '120 cents missing'],
])('with %j does not sell %s', (coins, code, message) => {
  const machine = paid(...coins);
  const credit = machine.credit;
  expect(() => machine.choose(code)).toThrow(message);
  expect(machine.credit).toBe(credit);
});

test('a sale that failed takes nothing off the count', () => {
  const machine = paid();
  for (let time = 0; time < 3; time += 1) expect(() => machine.choose('A1')).toThrow('missing');
  [200, 200].forEach((coin) => machine.insert(coin));
  expect([machine.choose('A1'), machine.choose('A1')]).toEqual(['nuts', 'nuts']);
});

test('gives nothing back where nothing is', () => {
  expect(paid().cancel()).toBe(0);
});

test('gives back what a sale left', () => {
  const machine = paid(200);
  machine.choose('A1');
  expect([machine.cancel(), machine.cancel()]).toEqual([80, 0]);
});

test.each(['', '4712', 4711, undefined])('does not open for %p', (key) => {
  const machine = paid();
  expect(machine.openService(key)).toBe(false);
  expect(machine.state).toBe('idle');
});

test('does not open while somebody pays', () => {
  const machine = paid(10);
  expect(machine.openService('4711')).toBe(false);
  expect(machine.state).toBe('paying');
});

test('sells nothing in service', () => {
  const machine = inService();
  expect(machine.state).toBe('service');
  expect(() => machine.insert(10)).toThrow('in service');
  expect(() => machine.choose('A1')).toThrow('in service');
  expect(() => machine.cancel()).toThrow('in service');
  expect(machine.openService('4711')).toBe(false);
});

test('refills only in service', () => {
  const machine = paid();
  expect(() => machine.refill('A1', 1)).toThrow(Error);
  expect(() => machine.closeService()).toThrow(Error);
});

test('refills add up', () => {
  const machine = inService();
  machine.refill('B2', 1);
  machine.refill('B2', 1);
  expect(() => machine.refill('Z9', 1)).toThrow('no such slot');
  machine.closeService();
  expect(machine.state).toBe('idle');
  machine.insert(200);
  expect([machine.choose('B2'), machine.choose('B2')]).toEqual(['gum', 'gum']);
  expect(() => machine.choose('B2')).toThrow('sold out');
});

test('leaves the slots that it was given', () => {
  const given = slots();
  const machine = new SnackMachine(given);
  machine.insert(200);
  machine.choose('A1');
  expect(given).toEqual(slots());
});
