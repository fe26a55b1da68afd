import { gigasecond, nth, daysBetween, daysInMonth } from './moon-calendar';

describe('gigasecond', () => {
  test('tells a gigasecond anniversary since midnight', () => {
    expect(gigasecond(new Date(Date.UTC(2015, 8, 14)))).toEqual(new Date(Date.UTC(2047, 4, 23, 1, 46, 40)));
  });

  xtest('does not mutate the input', () => {
    const input = new Date(Date.UTC(2020, 0, 4, 20, 28, 30));
    gigasecond(input);
    expect(input).toEqual(new Date(Date.UTC(2020, 0, 4, 20, 28, 30)));
  });
});

describe('nth', () => {
  xtest('third Monday', () => {
    expect(nth(2013, 5, 3, 'Monday')).toEqual(new Date(2013, 4, 20));
    expect(nth(2013, 5, 3, 'Monday').toISOString()).toMatch(/^2013-05-/);
  });
});

describe('differences', () => {
  xtest('days between', () => {
    expect(daysBetween(new Date('2024-02-28'), new Date('2024-03-01'))).toBe(2);
  });

  xtest('days in a month', () => {
    expect([1, 2, 4].map((month) => daysInMonth(2023, month))).toEqual([31, 28, 30]);
    expect(() => daysInMonth(2023, 13)).toThrow(RangeError);
  });
});
