import { expect, test } from '@jest/globals';
import { describeFind } from './solution.js';

test('names the owner', () => {
  expect(describeFind({ what: 'umbrella', colour: 'black', owner: { name: 'Kim' } })).toBe(
    'black umbrella (belongs to Kim)',
  );
});

test('does without an owner', () => {
  expect(describeFind({ what: 'scarf', colour: 'red' })).toBe('red scarf (owner unknown)');
});

test('does without a colour', () => {
  expect(describeFind({ what: 'key', owner: { name: 'Lu' } })).toBe('key (belongs to Lu)');
});

test('refuses what is nothing', () => {
  expect(() => describeFind({ colour: 'red' })).toThrow('nothing was found');
});
