import { twice } from './two-specs';
import { check } from './test-helpers';

test('twice', () => {
  check(twice, [[1, 2], [0, 0]]);
});

xtest('twice something odd', () => {
  check(twice, [['4', 8]]);
  expect(twice('x')).toBeNaN();
});
