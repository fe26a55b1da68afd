import { expect, test } from '@jest/globals';
import { createLift } from './solution.js';

const steps = (lift, count) => Array.from({ length: count }, () => lift.step());

test('waits', () => {
  expect(steps(createLift(3), 2)).toEqual(['wait', 'wait']);
});

test('goes where it is called', () => {
  const lift = createLift(4);
  lift.call(2);
  expect(steps(lift, 6)).toEqual(['up 1', 'up 2', 'open 2', 'hold 2', 'shut 2', 'wait']);
  expect(lift.floor).toBe(2);
});

test('goes on the way it went', () => {
  const lift = createLift(9);
  lift.call(4);
  steps(lift, 3);
  lift.call(2);
  expect(steps(lift, 6)).toEqual(['up 4', 'open 4', 'hold 4', 'shut 4', 'down 3', 'down 2']);
});

test('waits for what stands in the door', () => {
  const lift = createLift(3);
  lift.call(0);
  steps(lift, 2);
  lift.block();
  expect(steps(lift, 3)).toEqual(['hold 0', 'shut 0', 'wait']);
});
