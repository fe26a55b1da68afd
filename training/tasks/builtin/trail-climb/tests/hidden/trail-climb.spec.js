import { expect, test } from '@jest/globals';
import { climb } from './solution.js';

test.each([
  ['one waypoint', [250], { up: 0, down: 0, highest: 250 }],
  ['one waypoint at the sea', [0], { up: 0, down: 0, highest: 0 }],
  ['one waypoint below it', [-12], { up: 0, down: 0, highest: -12 }],
  ['a way that is flat', [30, 30, 30], { up: 0, down: 0, highest: 30 }],
  ['only down', [500, 300, 299], { up: 0, down: 201, highest: 500 }],
  ['below the sea', [-420, -400, -430], { up: 20, down: 30, highest: -400 }],
  ['from below the sea down', [-5, -20], { up: 0, down: 15, highest: -5 }],
  ['up and down again and again', [0, 10, 0, 10, 0], { up: 20, down: 20, highest: 10 }],
  ['a top in the middle', [10, 70, 40], { up: 60, down: 30, highest: 70 }],
  ['halves of metres', [1.5, 2, 1], { up: 0.5, down: 1, highest: 2 }],
])('%s', (_, heights, expected) => {
  expect(climb(heights)).toEqual(expected);
});
