import { expect, test } from '@jest/globals';
import { readSettings } from './solution.js';

test.each([
  ['nothing', '', {}],
  ['only remarks', '# a = 1\n  ; b = 2\n', {}],
  ['no value', 'note =', { note: '' }],
  ['an equals sign in a value', 'rule = a = b', { rule: 'a = b' }],
  ['spaces', '  deep draft  =  2   ', { 'deep draft': 2 }],
  ['numbers', 'a = -7\nb = 007\nc = 1.5\nd = 1e3\ne = -', { a: -7, b: 7, c: '1.5', d: '1e3', e: '-' }],
  ['words like booleans', 'a = True\nb = truely\nc = false', { a: 'True', b: 'truely', c: false }],
  ['quotes', 'a = ""\nb = " x "\nc = "12"\nd = "true"', { a: '', b: ' x ', c: '12', d: 'true' }],
  ['escapes', 'a = "back\\\\slash"\nb = "\\"\\""', { a: 'back\\slash', b: '""' }],
  ['a quote later on', 'a = six "o" clock', { a: 'six "o" clock' }],
  ['a remark sign in a value', 'a = x # y', { a: 'x # y' }],
  ['the last of two', 'a = 1\na = 2', { a: 2 }],
  ['a section again', '[s]\na = 1\n[t]\nb = 2\n[s]\nc = 3', { s: { a: 1, c: 3 }, t: { b: 2 } }],
  ['an empty section', '[s]', { s: {} }],
  ['settings and sections', 'a = 1\n[ s ]\na = 2', { a: 1, s: { a: 2 } }],
  ['other line endings', 'a = 1\r\n[s]\r\nb = x\r\n', { a: 1, s: { b: 'x' } }],
])('reads %s', (_, text, expected) => {
  expect(readSettings(text)).toEqual(expected);
});

test.each([
  ['ahoy', 1],
  ['a = 1\n\n= 2', 3],
  ['# a\n[s', 2],
  ['[]', 1],
  ['[ ]', 1],
  ['[s]\na = "open', 2],
  ['a = "', 1],
  ['a = "x" y', 1],
  ['a = "x\\"', 1],
  ['a = "x\\n"', 1],
])('does not understand %j', (text, line) => {
  expect(() => readSettings(text)).toThrow(SyntaxError);
  expect(() => readSettings(text)).toThrow(new RegExp(`^line ${line}: .`));
});
