import { describe, expect, test, xtest } from '@jest/globals';
import { greet } from './greeting-card';

describe('Greeting card', () => {
  test('without a name', () => {
    expect(greet()).toBe('A merry day to you, friend!');
  });

  xtest('with a name', () => {
    expect(greet('Ines')).toBe('A merry day to you, Ines!');
  });

  xtest('with a name from another script', () => {
    expect(greet('Ζωή 🌻')).toEqual('A merry day to you, Ζωή 🌻!');
  });
});
