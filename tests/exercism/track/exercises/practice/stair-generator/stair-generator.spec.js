import { steps, zigzag, dialogue, take } from './stair-generator';

describe('steps', () => {
  test('can be spread', () => {
    expect([...steps(1, 4)]).toEqual([1, 2, 3, 4]);
  });

  xtest('are their own iterator', () => {
    const iterator = steps(1, 3, 2);
    expect(iterator[Symbol.iterator]()).toBe(iterator);
    expect(iterator.next()).toEqual({ value: 1, done: false });
    expect(iterator.next()).toEqual({ value: 3, done: false });
    expect(iterator.next()).toEqual({ value: 'top', done: true });
    expect(iterator.next()).toEqual({ value: undefined, done: true });
  });

  xtest('can be destructured and looped over', () => {
    const [first, second] = steps(5, 9);
    expect([first, second]).toEqual([5, 6]);
    let sum = 0;
    for (const step of steps(1, 100)) sum += step;
    expect(sum).toBe(5050);
  });
});

describe('zigzag', () => {
  xtest('never ends by itself', () => {
    const iterator = zigzag();
    const seen = [];
    for (const value of iterator) {
      seen.push(value);
      if (seen.length === 6) break;
    }
    expect(seen).toEqual([0, -1, 1, -2, 2, -3]);
    expect(iterator.next().done).toBe(true);
    expect(zigzag.closed).toBe(1);
  });
});

describe('dialogue', () => {
  xtest('takes answers', () => {
    const talk = dialogue();
    expect(talk.next().value).toBe('Who are you?');
    expect(talk.next('Bo').value).toBe('Where to, Bo?');
    expect(talk.next('Oslo')).toEqual({ value: 'Bo goes to Oslo', done: true });
  });

  xtest('can be thrown into', () => {
    const talk = dialogue();
    talk.next();
    expect(() => talk.throw(new RangeError('rude'))).toThrow(RangeError);
  });
});

describe('take', () => {
  xtest('takes from what the test gives', () => {
    function* letters() {
      yield* 'abc';
    }
    expect(take(letters(), 2)).toEqual(['a', 'b']);
    expect(take(new Set([3, 1, 3, 2]), 9)).toEqual([3, 1, 2]);
    expect(take({ [Symbol.iterator]: () => [7, 8][Symbol.iterator]() }, 1)).toEqual([7]);
  });
});
