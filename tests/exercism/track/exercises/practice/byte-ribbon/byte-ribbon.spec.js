import { pack, checksum, invert, stretch } from './byte-ribbon';

test('packs', () => {
  expect(pack([1, -1])).toEqual(new Uint8Array([0, 0, 0, 1, 255, 255, 255, 255]));
});

xtest('sums', () => {
  expect(checksum(Uint8Array.of(250, 10))).toBe(4);
  expect(checksum(Buffer.from('ribbon'))).toBe(Buffer.from('ribbon').reduce((a, b) => (a + b) & 255, 0));
});

xtest('inverts in place', () => {
  const bytes = new Uint8Array([0, 15]);
  expect(invert(bytes)).toBe(bytes);
  expect([...bytes]).toEqual([255, 240]);
  const shared = new Uint8Array(bytes.buffer, 1);
  invert(shared);
  expect(bytes[1]).toBe(15);
});

xtest('stretches', () => {
  const result = stretch(new Float32Array([0.5, -0]));
  expect(result).toBeInstanceOf(Float64Array);
  expect(result).toStrictEqual(new Float64Array([1, -0]));
  expect(result).not.toEqual(new Float64Array([1, 0]));
});
