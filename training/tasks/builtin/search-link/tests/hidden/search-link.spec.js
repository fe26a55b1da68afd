import { expect, test } from '@jest/globals';
import { parseSearch } from './solution.js';

test.each([
  ['/search', {}],
  ['/search?', {}],
  ['/search#q=1', {}],
  ['/search?q', { q: '' }],
  ['/search?q=', { q: '' }],
  ['/search?=x', { '': 'x' }],
  ['?a=1&&b=2&', { a: '1', b: '2' }],
  ['/s?sum=1=1=2', { sum: '1=1=2' }],
  ['/s?q=a+b+c+d', { q: 'a b c d' }],
  ['/s?first+name=Ida+B+Wells', { 'first name': 'Ida B Wells' }],
  ['/s?q=50%25+off%21', { q: '50% off!' }],
  ['/s?q=a%2Bb', { q: 'a+b' }],
  ['/s?q=100%+wool+socks', { q: '100% wool socks' }],
  ['/s?t=1&t=&t=3', { t: ['1', '', '3'] }],
  ['/s?q=what?&r=1', { q: 'what?', r: '1' }],
  ['/s?q=a#b#c', { q: 'a' }],
  ['/s?caf%C3%A9=%C3%BC', { 'café': 'ü' }],
])('%s', (link, expected) => {
  expect(parseSearch(link)).toEqual(expected);
});

test('takes names that every object knows', () => {
  expect(parseSearch('/s?constructor=wood&toString=1').constructor).toBe('wood');
});
