import { expect, test } from '@jest/globals';
import { createLift } from './solution.js';

const steps = (lift, count) => Array.from({ length: count }, () => lift.step());

/** A lift that has come to a floor and waits there. */
function liftAt(floor, floors = 10) {
  const lift = createLift(floors);
  lift.call(floor);
  while (lift.step() !== 'wait');
  return lift;
}

test('begins at the ground', () => {
  expect(createLift(5).floor).toBe(0);
});

test('opens where it stands', () => {
  const lift = liftAt(3);
  lift.call(3);
  expect(steps(lift, 4)).toEqual(['open 3', 'hold 3', 'shut 3', 'wait']);
});

test('stops on its way', () => {
  const lift = createLift(5);
  for (const floor of [3, 1]) lift.call(floor);
  expect(steps(lift, 9)).toEqual(['up 1', 'open 1', 'hold 1', 'shut 1', 'up 2', 'up 3', 'open 3', 'hold 3', 'shut 3']);
});

test('stops for who calls on the way', () => {
  const lift = createLift(6);
  lift.call(5);
  steps(lift, 2);
  lift.call(4);
  lift.call(2);
  expect(steps(lift, 6)).toEqual(['open 2', 'hold 2', 'shut 2', 'up 3', 'up 4', 'open 4']);
});

test('finishes its way up before it turns', () => {
  const lift = liftAt(3);
  lift.call(5);
  lift.step();
  for (const floor of [3, 0, 7]) lift.call(floor);
  const moves = steps(lift, 30).filter((step) => step.startsWith('open'));
  expect(moves).toEqual(['open 5', 'open 7', 'open 3', 'open 0']);
});

test('finishes its way down before it turns', () => {
  const lift = liftAt(6);
  lift.call(5);
  lift.step();
  for (const floor of [9, 2]) lift.call(floor);
  const moves = steps(lift, 30).filter((step) => step.startsWith('open'));
  expect(moves).toEqual(['open 5', 'open 2', 'open 9']);
});

test('knows its way while the door is open', () => {
  const lift = liftAt(5);
  lift.call(6);
  steps(lift, 2);
  lift.call(5);
  lift.call(9);
  expect(steps(lift, 3)).toEqual(['hold 6', 'shut 6', 'up 7']);
});

test('forgets its way when it waits', () => {
  const lift = liftAt(5);
  for (const floor of [4, 9]) lift.call(floor);
  expect(lift.step()).toBe('down 4');
});

test('goes to the nearest first', () => {
  const lift = liftAt(5);
  for (const floor of [8, 1, 3]) lift.call(floor);
  expect(lift.step()).toBe('down 4');
});

test('goes up where both are as near', () => {
  const one = liftAt(5);
  for (const floor of [3, 7]) one.call(floor);
  expect(one.step()).toBe('up 6');
  const other = liftAt(5);
  for (const floor of [7, 3]) other.call(floor);
  expect(other.step()).toBe('up 6');
});

test('a second call changes nothing', () => {
  const lift = createLift(3);
  lift.call(1);
  lift.call(1);
  expect(steps(lift, 5)).toEqual(['up 1', 'open 1', 'hold 1', 'shut 1', 'wait']);
});

test('a call where the door is open changes nothing', () => {
  const lift = createLift(3);
  lift.call(0);
  lift.step();
  lift.call(0);
  lift.step();
  lift.call(0);
  expect(steps(lift, 2)).toEqual(['shut 0', 'wait']);
});

test('a call elsewhere counts while the door is open', () => {
  const lift = createLift(3);
  lift.call(0);
  lift.step();
  lift.call(2);
  expect(steps(lift, 3)).toEqual(['hold 0', 'shut 0', 'up 1']);
});

test('a call of the floor that was just shut opens again', () => {
  const lift = createLift(3);
  lift.call(0);
  steps(lift, 3);
  lift.call(0);
  expect(steps(lift, 2)).toEqual(['open 0', 'hold 0']);
});

test('blocking starts the time anew, each time', () => {
  const lift = createLift(3);
  lift.call(0);
  lift.step();
  lift.block();
  expect(lift.step()).toBe('hold 0');
  lift.block();
  expect(lift.step()).toBe('hold 0');
  lift.block();
  lift.block();
  expect(steps(lift, 3)).toEqual(['hold 0', 'shut 0', 'wait']);
});

test('blocking a shut door does nothing', () => {
  const lift = createLift(3);
  lift.block();
  lift.call(1);
  lift.block();
  expect(steps(lift, 5)).toEqual(['up 1', 'open 1', 'hold 1', 'shut 1', 'wait']);
  lift.block();
  expect(lift.step()).toBe('wait');
});

test.each([-1, 3, 1.5, '1', NaN, undefined, null])('refuses the floor %p', (floor) => {
  const lift = createLift(3);
  expect(() => lift.call(floor)).toThrow(RangeError);
  expect(lift.step()).toBe('wait');
});

test('knows its highest floor', () => {
  const lift = createLift(3);
  lift.call(2);
  expect(steps(lift, 3)).toEqual(['up 1', 'up 2', 'open 2']);
});

test('the floor changes with the move', () => {
  const lift = createLift(3);
  lift.call(2);
  const seen = [];
  for (let at = 0; at < 4; at += 1) {
    lift.step();
    seen.push(lift.floor);
  }
  expect(seen).toEqual([1, 2, 2, 2]);
});

test('two lifts move on their own', () => {
  const one = createLift(3);
  const other = createLift(3);
  one.call(1);
  expect(other.step()).toBe('wait');
  expect(one.step()).toBe('up 1');
  expect(other.floor).toBe(0);
});
