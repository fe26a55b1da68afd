import { throwIt, explain, retry, TaggedError } from './thrown-things';

test('an error comes back as itself', () => {
  const error = new SyntaxError('mine');
  expect(() => throwIt(error)).toThrow(error);
  try {
    throwIt(error);
  } catch (caught) {
    expect(caught).toBe(error);
  }
});

xtest.each(['text', 0, null, undefined, { code: 7 }, [1], 10n, Symbol.for('s')])('and so does anything: %p', (thing) => {
  expect.assertions(1);
  try {
    throwIt(thing);
  } catch (caught) {
    expect(caught).toBe(thing);
  }
});

xtest('with a cause', () => {
  const cause = new RangeError('deep');
  try {
    explain(() => {
      throw cause;
    });
  } catch (error) {
    expect(error.message).toBe('it did not work');
    expect(error.cause).toBe(cause);
    expect(error.stack).toContain('it did not work');
  }
});

xtest('a class of errors', () => {
  const error = new TaggedError('x', 'wrong kind');
  expect(error).toBeInstanceOf(TypeError);
  expect(error.name).toBe('Tagged<x>');
  expect(error.hidden).toBe(42);
  expect(Object.keys(error)).toEqual(['tag']);
  expect(`${error}`).toBe('Tagged<x>: wrong kind');
  expect(() => throwIt(error)).toThrow(TaggedError);
});

xtest('many at once', async () => {
  const failing = jest.fn(async (i) => {
    throw new Error(`try ${i}`);
  });
  const error = await retry(failing, 2).catch((caught) => caught);
  expect(error).toBeInstanceOf(AggregateError);
  expect(error.errors.map(({ message }) => message)).toEqual(['try 0', 'try 1']);
  await expect(retry((i) => (i === 1 ? 'ok' : Promise.reject(i)), 3)).resolves.toBe('ok');
});
