import { watched, strict, negative, traced } from './watchful-proxy';

test('a list from its end', () => {
  const list = negative([1, 2, 3]);
  expect(list[-1]).toBe(3);
  expect(list[0]).toBe(1);
  expect(list.length).toBe(3);
});

xtest('tells what was used', () => {
  const log = [];
  const object = watched({ a: 1 }, log);
  expect(object.a).toBe(1);
  object.b = 2;
  expect(object.b).toBe(2);
  expect(log).toEqual(['get a', 'set b', 'get b']);
});

xtest('refuses what is not there', () => {
  const object = strict({ a: 1 });
  expect(object.a).toBe(1);
  expect(() => object.b).toThrow(ReferenceError);
  expect(() => object.b).toThrow('no b here');
  expect(() => {
    'use strict';
    delete object.a;
  }).toThrow(TypeError);
});

xtest('counts calls', () => {
  const { proxy, calls } = traced((a, b) => a + b);
  expect(proxy(1, 2)).toBe(3);
  proxy(3, 4);
  expect(calls).toEqual([[1, 2], [3, 4]]);
});
