import { describe, expect, jest, test, xtest } from '@jest/globals';
import { memoize, compose, curry, counter } from './memo-machine';

describe('memoize', () => {
  test('asks once', () => {
    const fn = jest.fn((x, y) => [x * 2, y * 2]);
    const memoized = memoize(fn);
    expect(memoized(1, 1)).toEqual([2, 2]);
    expect(memoized(1, 1)).toBe(memoized(1, 1));
    expect(fn).toHaveBeenCalledTimes(1);
    expect(fn).toHaveReturnedWith([2, 2]);
  });

  xtest('can be cleared', () => {
    const fn = jest.fn();
    const memoized = memoize(fn);
    memoized('a');
    memoized.clear();
    memoized('a');
    expect(fn.mock.calls).toEqual([['a'], ['a']]);
    expect(fn.mock.results[0]).toEqual({ type: 'return', value: undefined });
  });

  xtest('lets errors through', () => {
    const fn = jest.fn(() => {
      throw new RangeError('too far');
    });
    expect(() => memoize(fn)(1)).toThrow('too far');
    expect(fn.mock.results[0].type).toBe('throw');
  });
});

describe('compose and curry', () => {
  xtest('compose', () => {
    const double = jest.fn((x) => x * 2);
    expect(compose(String, double, (x) => x + 1)(4)).toBe('10');
    expect(double).toHaveBeenCalledWith(5);
  });

  xtest('builtins and methods', () => {
    expect(compose(Math.sqrt, parseInt)('16')).toBe(4);
    expect(compose(JSON.stringify, Object.keys)({ a: 1 })).toBe('["a"]');
  });

  xtest('curry', () => {
    const sum = curry((a, b, c) => a + b + c);
    expect(sum(1)(2)(3)).toBe(6);
    expect(sum(1, 2)(3)).toBe(6);
    expect(typeof sum(1)).toBe('function');
  });

  xtest('counters are apart', () => {
    const [one, other] = [counter(), counter()];
    one();
    expect([one(), other()]).toEqual([2, 1]);
    one.reset();
    expect(one()).toBe(1);
  });
});
