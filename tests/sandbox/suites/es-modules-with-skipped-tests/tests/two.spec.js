import { describe, expect, test, xtest } from '@jest/globals';
import Two, { two } from './two';
describe('two', () => {
  test('of nothing', () => { expect(two()).toBe(2); });
  xtest('of three', () => { expect(two(3)).toBe(7); });
});
test('class', () => { expect(Two.name).toBe('two'); });
