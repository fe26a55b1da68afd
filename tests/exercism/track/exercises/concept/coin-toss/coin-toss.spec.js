import { describe, expect, jest, test } from '@jest/globals';
import { toss, die, stardate } from './coin-toss';

function loadDie(...values) {
  const original = Math.random;

  Math.random = function loadedDie() {
    if (values.length === 0) {
      return original();
    }
    return values.shift();
  };

  return () => {
    Math.random = original;
  };
}

describe('toss', () => {
  test('knows both sides', () => {
    const seen = {};
    for (let i = 0; i < 1_000; i++) {
      seen[toss()] = true;
    }
    expect(Object.keys(seen).sort()).toEqual(['heads', 'tails']);
  });

  test('with a spy', () => {
    const random = jest.spyOn(Math, 'random').mockReturnValueOnce(0.1).mockReturnValueOnce(0.9);
    expect([toss(), toss()]).toEqual(['heads', 'tails']);
    expect(random).toHaveBeenCalledTimes(2);
    random.mockRestore();
  });
});

describe('die', () => {
  test('stays in its bounds', () => {
    const restore = loadDie(0, 1 - Number.EPSILON, 0.5);
    expect([die(), die(), die(20)]).toEqual([1, 6, 11]);
    restore();
  });
});

describe('stardate', () => {
  test('is between 41000 and 42000', () => {
    const restore = loadDie(0, 0, 1 - Number.EPSILON * 32, 0.5);
    for (let i = 0; i < 10_000; i++) {
      const date = stardate();
      expect(date).toBeGreaterThanOrEqual(41_000);
      expect(date).toBeLessThan(42_000);
    }
    restore();
  });
});
