import { expect, test } from '@jest/globals';
import { explain } from './solution.js';

test('explains one error', () => {
  expect(explain(new Error('the train is late'))).toBe('Error: the train is late');
});

test('explains causes', () => {
  const error = new Error('late', { cause: new RangeError('too many points', { cause: new Error('frost') }) });
  expect(explain(error)).toBe('Error: late\n  because RangeError: too many points\n    because Error: frost');
});

test('explains several at once', () => {
  const error = new AggregateError([new Error('signal'), new Error('snow')], 'no way through');
  expect(explain(error)).toBe('AggregateError: no way through\n  - Error: signal\n  - Error: snow');
});

test('explains what is no error', () => {
  expect(explain('nobody came')).toBe('thrown: nobody came');
});
