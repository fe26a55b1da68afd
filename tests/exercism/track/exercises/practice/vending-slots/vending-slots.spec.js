import { describe, expect, test, xtest, beforeEach } from '@jest/globals';
import { Machine, NotEnoughMoneyError, SlotEmptyError } from './vending-slots';

describe('Machine', () => {
  let machine;

  beforeEach(() => {
    machine = new Machine();
    machine.fill('A', 'apple', 120, 2);
  });

  test('sells', () => {
    expect(machine.buy('A', 150)).toEqual({ what: 'apple', change: 30 });
  });

  xtest('runs empty', () => {
    machine.buy('A', 120);
    machine.buy('A', 120);
    expect(() => machine.buy('A', 120)).toThrow(SlotEmptyError);
    expect(() => machine.buy('A', 120)).toThrow('slot A is empty');
    expect(() => machine.buy('A', 120)).toThrow(new Error('slot A is empty'));
  });

  xtest('says what is missing', () => {
    expect.assertions(4);
    try {
      machine.buy('A', 100);
    } catch (error) {
      expect(error).toBeInstanceOf(NotEnoughMoneyError);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(SlotEmptyError);
      expect(error.missing).toBe(20);
    }
  });

  xtest('wants a letter', () => {
    expect(() => machine.fill(1, 'pear', 1)).toThrow(TypeError);
    expect(() => machine.fill(1, 'pear', 1)).toThrow(/letter$/);
  });

  xtest('an error names itself', () => {
    expect(new SlotEmptyError('B').name).toBe('SlotEmptyError');
    expect(String(new SlotEmptyError('B'))).toBe('SlotEmptyError: slot B is empty');
    expect(Object.keys(new NotEnoughMoneyError(3))).toEqual(['missing']);
  });
});
