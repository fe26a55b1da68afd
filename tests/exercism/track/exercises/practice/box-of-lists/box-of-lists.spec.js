import { describe, expect, test, xtest } from '@jest/globals';
import { Box } from './box-of-lists';

describe('append', () => {
  test('empty boxes', () => {
    expect(new Box().append(new Box())).toEqual(new Box());
  });

  xtest('to an empty one', () => {
    const full = new Box([1, 2]);
    expect(new Box().append(full)).toEqual(full);
    expect(new Box().append(full)).not.toBe(full);
  });
});

describe('concat', () => {
  xtest('box of boxes', () => {
    const boxes = new Box([new Box([3]), new Box([]), new Box([4, [5]])]);
    expect(new Box([1, 2]).concat(boxes).values).toEqual([1, 2, 3, 4, [5]]);
  });
});

describe('with functions', () => {
  xtest('filter', () => {
    expect(new Box([1, 2, 3, 5]).filter((el) => el % 2 === 1).values).toEqual([1, 3, 5]);
  });

  xtest('map', () => {
    expect(new Box([1, 3]).map((el) => ++el)).toStrictEqual(new Box([2, 4]));
  });

  xtest('folds', () => {
    expect(new Box([1, 2, 3, 4]).foldl((acc, el) => el / acc, 24)).toEqual(64);
    expect(new Box([1, 2, 3, 4]).foldr((acc, el) => el / acc, 24)).toEqual(9);
  });
});

describe('the rest', () => {
  xtest('length', () => {
    expect(new Box([1, 2, 3, 4]).length()).toEqual(4);
  });

  xtest('reverse', () => {
    expect(new Box([[1, 2], [3], []]).reverse().values).toEqual([[], [3], [1, 2]]);
  });

  xtest('can be spread, and looped over', () => {
    const box = new Box(['a', 'b']);
    expect([...box]).toEqual(['a', 'b']);
    expect(Array.from(box, (letter) => letter.toUpperCase())).toEqual(['A', 'B']);
    expect(new Set(box)).toEqual(new Set(['b', 'a']));
  });
});
