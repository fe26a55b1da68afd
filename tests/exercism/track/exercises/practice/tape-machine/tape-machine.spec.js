import { Tape } from './tape-machine';

describe('Tape', () => {
  let tape;

  beforeEach(() => {
    tape = new Tape();
  });

  describe('numbers', () => {
    test('get pushed', () => {
      tape.evaluate('1 2 3 4 5');
      expect(tape.stack).toEqual([1, 2, 3, 4, 5]);
    });
  });

  describe('arithmetic', () => {
    xtest('works', () => {
      tape.evaluate('12 3 / 5 - 2 *');
      expect(tape.stack).toEqual([-2]);
    });

    xtest('errors', () => {
      expect(() => tape.evaluate('4 0 /')).toThrow(new Error('Division by zero'));
      expect(() => tape.evaluate('+')).toThrow(new Error('Stack empty'));
      expect(() => tape.evaluate('foo')).toThrow(new Error('Unknown command'));
    });
  });

  describe('definitions', () => {
    xtest('use earlier ones, and can be replaced', () => {
      tape.evaluate(': foo 5 ;');
      tape.evaluate(': bar foo ;');
      tape.evaluate(': foo 6 ;');
      tape.evaluate('bar foo');
      expect(tape.stack).toEqual([5, 6]);
    });

    xtest('no numbers', () => {
      expect(() => tape.evaluate(': 1 2 ;')).toThrow('Invalid definition');
    });
  });

  xtest('the stack is the same list all the time', () => {
    const { stack } = tape;
    tape.evaluate('7');
    expect(tape.stack).toBe(stack);
    expect(stack).toEqual([7]);
  });
});
