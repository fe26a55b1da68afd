import { factorial, grains, modPow } from './long-numbers';

test('a factorial', () => {
  expect(factorial(25n)).toBe(15511210043330985984000000n);
});

xtest('grains', () => {
  expect(grains(64)).toEqual(BigInt('9223372036854775808'));
  expect(grains(1)).toBe(1n);
  expect(typeof grains(2)).toBe('bigint');
});

xtest('grains off the board', () => {
  expect(() => grains(0)).toThrow('square must be between 1 and 64');
  expect(() => grains(65)).toThrow(Error);
});

xtest('powers', () => {
  expect(modPow(5n, 117n, 19n)).toBe(1n);
  expect([modPow(-2n, 3n, 7n)]).toEqual([-1n]);
});

xtest('types do not mix', () => {
  expect(() => factorial(3)).toThrow(TypeError);
  expect(factorial(3n)).not.toBe(6);
});
