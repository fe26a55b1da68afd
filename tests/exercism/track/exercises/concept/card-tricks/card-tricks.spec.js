import { describe, expect, jest, test } from '@jest/globals';
import { getItem, insertItemAtTop, removeItem, swapTopTwo, seeing } from './card-tricks';

class TrackedArray extends Array {
  reads = 0;

  at(index) {
    this.reads += 1;
    return super.at(index);
  }
}

describe('cards', () => {
  [
    [[1, 2, 4, 1], 0, 1],
    [[1, 2, 4, 1], 2, 4],
  ].forEach(([cards, position, expected]) => {
    test(`getItem([${cards}], ${position})`, () => {
      expect(getItem(cards, position)).toBe(expected);
    });
  });

  test('insertItemAtTop changes the given one', () => {
    const cards = [1];
    expect(insertItemAtTop(cards, 8)).toBe(cards);
    expect(cards).toEqual([1, 8]);
  });

  test('removeItem', () => {
    const cards = [1, 2, 3];
    removeItem(cards, 1);
    expect(cards).toEqual([1, 3]);
    expect(removeItem(new TrackedArray(5, 6), 0)).toHaveLength(1);
  });

  test('swapTopTwo', () => {
    expect(swapTopTwo([1, 2, 3])).toStrictEqual([2, 1, 3]);
  });

  test('seeing', () => {
    const callback = jest.fn();
    expect(seeing([9, 1], callback)).toBe(true);
    expect(callback).toHaveBeenNthCalledWith(1, 9, 0, [9, 1]);
    expect(callback.mock.calls.map(([card]) => card)).toEqual([9, 1]);
  });
});
