import { expect, jest, test } from '@jest/globals';
import { mail } from './mail';
import * as wire from './wire';
jest.mock('./wire', () => ({ __esModule: true, send: jest.fn(() => 'mocked') }));
test('sends', () => {
  expect(mail('bob')).toBe('mocked');
  expect(wire.send).toHaveBeenCalledTimes(1);
});
