import lantern, { COLOURS, lit } from './default-lantern';
import * as everything from './default-lantern';

test('a lantern', () => {
  expect(lantern()).toBe('a red lantern');
});

xtest('colours are fixed', () => {
  expect(COLOURS).toEqual(['red', 'green']);
  expect(Object.isFrozen(COLOURS)).toBe(true);
  expect(() => COLOURS.push('blue')).toThrow(TypeError);
});

xtest('is counted, in a live binding', () => {
  const before = lit;
  lantern('green');
  expect(lit).toBe(before + 1);
  expect(everything.lit).toBe(before + 1);
});

xtest('names its exports', () => {
  expect(Object.keys(everything).sort()).toEqual(['COLOURS', 'default', 'lit']);
  expect(everything.default).toBe(lantern);
  expect(lantern.name).toBe('lantern');
});
