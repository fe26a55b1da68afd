import { gone } from './long-gone';

test('gone', () => {
  expect(gone()).toBe(3);
});
