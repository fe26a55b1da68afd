import { expect, test } from '@jest/globals';
import { render } from './solution.js';

test('fills in names', () => {
  expect(render('{soup} for { price.small }', { soup: 'Leek', price: { small: 4 } })).toBe('Leek for 4');
});

test('repeats a part for each element', () => {
  expect(render('{each dishes}- {name}\n{end}', { dishes: [{ name: 'Leek' }, { name: 'Plaice' }] })).toBe('- Leek\n- Plaice\n');
});

test('chooses a part', () => {
  const pattern = '{if closed}Closed{else}Open till {till}{end}';
  expect(render(pattern, { closed: true })).toBe('Closed');
  expect(render(pattern, { closed: false, till: 10 })).toBe('Open till 10');
});

test('two brackets give one', () => {
  expect(render('{{name}', {})).toBe('{name}');
});

test('says where an end is missing', () => {
  expect(() => render('Menu\n{each dishes}', {})).toThrow(new SyntaxError('line 2: end is missing'));
});
