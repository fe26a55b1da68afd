import { describe, expect, jest, test } from '@jest/globals';
import { createBoard, addPlayer, bonus, normalise, drop } from './score-keeper';

describe('boards', () => {
  test('new boards are new', () => {
    expect(createBoard()).toEqual({ 'The Best Ever': 1000000 });
    expect(createBoard()).not.toBe(createBoard());
  });

  test('players are added in place', () => {
    const board = { a: 1 };
    expect(addPlayer(board, 'José Valim', 486373)).toBe(board);
    expect(board).toEqual({ a: 1, 'José Valim': 486373 });
    expect(Object.keys(board)).toEqual(['a', 'José Valim']);
  });

  test('and dropped in place', () => {
    const board = { a: 1, b: 2 };
    drop(board, 'a');
    expect(board).toStrictEqual({ b: 2 });
    expect('a' in board).toBe(false);
  });

  test('bonus leaves what is inherited', () => {
    const board = Object.create({ old: 1 });
    board.a = 1;
    bonus(board);
    expect(board.a).toBe(101);
    expect(board.old).toBe(1);
  });

  test('normalises', () => {
    const normaliseFunction = jest.fn((score) => 2 * score + 10);
    expect(normalise({ score: 45, normaliseFunction })).toBe(100);
    expect(normaliseFunction).toHaveBeenCalledWith(45);
    expect(normaliseFunction.mock.contexts).toHaveLength(1);
  });
});
