import { tax, bracket } from './table-of-taxes';

describe('tax', () => {
  test.each([
    [100, 20],
    [0, 0],
    [33.33, 6.67],
  ])('of %d is %d', (income, expected) => {
    expect(tax(income)).toBeCloseTo(expected, 5);
  });

  xtest.each([
    { income: 10, rate: 0.5, expected: 5 },
    { income: 10, rate: 0, expected: 0 },
  ])('of $income at $rate', ({ income, rate, expected }) => {
    expect(tax(income, rate)).toBe(expected);
  });

  test.skip.each`
    income  | name
    ${1}    | ${'low'}
    ${100}  | ${'middle'}
    ${5000} | ${'high'}
  `('$income is $name', ({ income, name }) => {
    expect(bracket(income)).toBe(name);
  });
});

describe.each([1, 2])('doubling %i', (n) => {
  xtest(`is twice as much`, () => {
    expect(tax(200 * n)).toBe(2 * tax(100 * n));
  });
});
