import RingFile, { BufferFullError, BufferEmptyError } from './ring-file';

describe('RingFile', () => {
  test('reading an empty one fails', () => {
    const ring = new RingFile(1);
    expect(() => ring.read()).toThrow(BufferEmptyError);
  });

  xtest('first in, first out', () => {
    const ring = new RingFile(2);
    ring.write('1');
    ring.write('2');
    expect(ring.read()).toBe('1');
    expect(ring.read()).toBe('2');
  });

  xtest('a full one refuses', () => {
    const ring = new RingFile(1);
    ring.write('1');
    expect(() => ring.write('2')).toThrow(BufferFullError);
    expect(() => ring.write('2')).not.toThrow(BufferEmptyError);
  });

  xtest('forced writing overwrites', () => {
    const ring = new RingFile(2);
    ['1', '2', '3'].forEach((item) => ring.forceWrite(item));
    expect([ring.read(), ring.read()]).toEqual(['2', '3']);
    ring.clear();
    expect(() => ring.read()).toThrow('The ring is empty');
  });
});
