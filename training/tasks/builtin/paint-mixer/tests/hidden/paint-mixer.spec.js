import { expect, test } from '@jest/globals';
import { parseColour } from './solution.js';

test.each([
  ['#000000', [0, 0, 0]],
  ['#ffffff', [255, 255, 255]],
  ['#ff0001', [255, 0, 1]],
  ['#00ff00', [0, 255, 0]],
  ['#0000FF', [0, 0, 255]],
  ['#AbCdEf', [171, 205, 239]],
  ['#09f', [0, 153, 255]],
  ['#ABC', [170, 187, 204]],
])('%s', (text, [red, green, blue]) => {
  expect(parseColour(text)).toEqual({ red, green, blue });
});

test.each(['#12', '#1234', '#12345', '#1234567', '#ggg', 'red', '', '#', ' #fff', '#fff '])('refuses %j', (text) => {
  expect(() => parseColour(text)).toThrow(TypeError);
  expect(() => parseColour(text)).toThrow(text);
});
