import { expect, test } from '@jest/globals';
import { SnackMachine } from './solution.js';

const filled = () => new SnackMachine({ A1: { name: 'nuts', price: 120, count: 2 }, B2: { name: 'gum', price: 50, count: 0 } });

test('sells a snack', () => {
  const machine = filled();
  machine.insert(100);
  expect(machine.insert(50)).toBe(150);
  expect(machine.choose('A1')).toBe('nuts');
  expect(machine.credit).toBe(30);
});

test('says what is missing', () => {
  const machine = filled();
  machine.insert(50);
  expect(() => machine.choose('A1')).toThrow('70 cents missing');
});

test('gives money back', () => {
  const machine = filled();
  machine.insert(200);
  expect(machine.state).toBe('paying');
  expect(machine.cancel()).toBe(200);
  expect(machine.state).toBe('idle');
});

test('is refilled in service', () => {
  const machine = filled();
  expect(machine.openService('4711')).toBe(true);
  machine.refill('B2', 1);
  machine.closeService();
  machine.insert(50);
  expect(machine.choose('B2')).toBe('gum');
});
