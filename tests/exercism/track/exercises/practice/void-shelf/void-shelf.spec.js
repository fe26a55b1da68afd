import { flatten, compact, holes, echo, nothing, ghost } from './void-shelf';

test('flattens', () => {
  expect(flatten([1, [2, [[null]], undefined], [[[[3]]]], []])).toEqual([1, 2, 3]);
});

xtest('compacts', () => {
  expect(compact([0, 1, '', 'a', null, NaN, undefined, false, [], {}])).toEqual([1, 'a', [], {}]);
});

xtest('holes are no undefined', () => {
  expect(holes(2)).toEqual([undefined, undefined]);
  // eslint-disable-next-line no-sparse-arrays
  expect(holes(2)).toStrictEqual([, undefined]);
  expect(0 in holes(2)).toBe(false);
});

xtest('echoes', () => {
  expect(echo(undefined, null, -0, NaN)).toEqual([undefined, null, -0, NaN]);
  expect(Object.is(echo(-0)[0], -0)).toBe(true);
  expect(echo()).toEqual([]);
  expect(echo({ a: undefined })).toEqual([{}]);
  expect(echo({ a: undefined })).not.toStrictEqual([{}]);
});

xtest('gives nothing', () => {
  expect(nothing()).toBeUndefined();
  expect(ghost()).toEqual({ seen: 1 });
  expect(ghost().unseen).toBe(2);
  expect(Object.getPrototypeOf(ghost())).toBeNull();
});
