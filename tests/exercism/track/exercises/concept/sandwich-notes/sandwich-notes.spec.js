import { describe, expect, test } from '@jest/globals';
import { TOASTING_MINUTES, remainingMinutes, total } from './sandwich-notes';

describe('TOASTING_MINUTES', () => {
  test('is defined', () => {
    expect(TOASTING_MINUTES).toBe(4);
  });
});

describe('functions', () => {
  test('are functions', () => {
    expect(remainingMinutes).toBeInstanceOf(Function);
    expect(typeof total).toBe('function');
  });

  test('remainingMinutes', () => {
    expect(remainingMinutes(1)).toBe(3);
  });

  test('total', () => {
    expect(total(3, 2)).toBe(8);
  });
});
