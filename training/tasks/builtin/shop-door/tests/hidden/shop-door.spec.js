import { expect, test } from '@jest/globals';
import { doorAfter } from './solution.js';

test.each([
  ['closed', 'person', 'opening'],
  ['closed', 'done', 'closed'],
  ['closed', 'quiet', 'closed'],
  ['closed', 'lock', 'locked'],
  ['opening', 'done', 'open'],
  ['opening', 'lock', 'opening'],
  ['open', 'person', 'open'],
  ['open', 'quiet', 'closing'],
  ['open', 'lock', 'open'],
  ['closing', 'person', 'opening'],
  ['closing', 'done', 'closed'],
  ['closing', 'lock', 'closing'],
  ['locked', 'done', 'locked'],
  ['locked', 'unlock', 'closed'],
  ['opening', 'unlock', 'opening'],
])('%s, then %s', (state, event, expected) => {
  expect(doorAfter([event], state)).toBe(expected);
});

test('follows a long day', () => {
  expect(doorAfter(['lock', 'unlock', 'person', 'done', 'quiet', 'person', 'done', 'quiet', 'done', 'lock'])).toBe(
    'locked',
  );
});

test.each(['toString', 'Person', ''])('refuses the event %j', (event) => {
  expect(() => doorAfter(['person', event])).toThrow(TypeError);
});

test('refuses an unknown state', () => {
  expect(() => doorAfter([], 'ajar')).toThrow(TypeError);
  expect(() => doorAfter(['person'], 'ajar')).toThrow('ajar');
});
