const { quadruple, name, Box } = require('./module-mix');
const whole = require('./module-mix.js');

describe('module mix', () => {
  test('calculates', () => {
    expect(quadruple(3)).toBe(12);
  });

  xtest('uses node', () => {
    expect(name('/a/b.js')).toBe('b');
  });

  xtest('classes', () => {
    expect(new Box(1)).toEqual({ content: 1 });
    expect(new Box(1)).toBeInstanceOf(whole.Box);
    expect(Object.keys(whole)).toEqual(['quadruple', 'name', 'Box']);
  });
});
