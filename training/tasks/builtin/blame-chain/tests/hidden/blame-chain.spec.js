import { expect, test } from '@jest/globals';
import { explain } from './solution.js';

const show = (...lines) => lines.join('\n');

test('an error without a message', () => {
  expect(explain(new TypeError())).toBe('TypeError');
});

test('an error with a name of its own', () => {
  const error = new Error('red');
  error.name = 'SignalError';
  expect(explain(error)).toBe('SignalError: red');
});

test.each([
  [42, 'thrown: 42'],
  [null, 'thrown: null'],
  [undefined, 'thrown: undefined'],
  ['', 'thrown: '],
  [{ message: 'no error' }, 'thrown: [object Object]'],
  [[1, 2], 'thrown: 1,2'],
])('thrown %j', (thing, expected) => {
  expect(explain(thing)).toBe(expected);
});

test('a thing that has no text', () => {
  expect(explain(Object.create(null))).toBe('thrown: ?');
});

test('a cause that is no error', () => {
  expect(explain(new Error('late', { cause: 'fog' }))).toBe(show('Error: late', '  because thrown: fog'));
});

test.each([
  [null, '  because thrown: null'],
  [0, '  because thrown: 0'],
  ['', '  because thrown: '],
  [false, '  because thrown: false'],
])('a cause of %j counts', (cause, line) => {
  expect(explain(new Error('late', { cause }))).toBe(show('Error: late', line));
});

test('a cause that is undefined does not count', () => {
  expect(explain(new Error('late', { cause: undefined }))).toBe('Error: late');
});

test('several errors, each with its cause, then their own', () => {
  const error = new AggregateError(
    [new Error('a', { cause: new Error('b') }), 'c'],
    'all',
    { cause: new Error('d') },
  );
  expect(explain(error)).toBe(
    show('AggregateError: all', '  - Error: a', '    because Error: b', '  - thrown: c', '  because Error: d'),
  );
});

test('several within several', () => {
  const error = new AggregateError([new AggregateError([new Error('x')], 'inner')], '');
  expect(explain(error)).toBe(show('AggregateError', '  - AggregateError: inner', '    - Error: x'));
});

test('none of several', () => {
  expect(explain(new AggregateError([], 'none'))).toBe('AggregateError: none');
});

test('an error that caused itself', () => {
  const error = new Error('round');
  error.cause = error;
  expect(explain(error)).toBe(show('Error: round', '  because (see above)'));
});

test('two that caused each other', () => {
  const one = new Error('one');
  const other = new Error('other', { cause: one });
  one.cause = other;
  expect(explain(one)).toBe(show('Error: one', '  because Error: other', '    because (see above)'));
});

test('one error twice side by side is told twice', () => {
  const frost = new Error('frost');
  expect(explain(new AggregateError([frost, frost], 'both'))).toBe(
    show('AggregateError: both', '  - Error: frost', '  - Error: frost'),
  );
});
