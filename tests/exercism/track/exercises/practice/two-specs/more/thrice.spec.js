import { thrice } from '../two-specs';
import { check, six } from '../test-helpers';

xtest('thrice', () => {
  check(thrice, [[1, 3], [-2, -6]]);
  expect(six()).toBe(6);
});
