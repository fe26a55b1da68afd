import { describe, expect, test, xtest } from '@jest/globals';
import { Size, Frame, change } from './old-school';

describe('Size', () => {
  test('has defaults', () => {
    const size = new Size();
    expect([size.width, size.height]).toEqual([80, 60]);
  });

  xtest('can be resized', () => {
    const size = new Size(110, 220);
    size.resize(120, 330);
    expect(size).toEqual(new Size(120, 330));
    expect(Object.keys(size)).toEqual(['width', 'height']);
  });

  xtest('shares its method', () => {
    expect(new Size().resize).toBe(Size.prototype.resize);
    expect(new Size().hasOwnProperty('resize')).toBe(false);
  });
});

describe('Frame', () => {
  xtest('is made of sizes', () => {
    const frame = new Frame();
    expect(frame.size).toBeInstanceOf(Size);
    frame.resize(new Size(0, 5000));
    expect(frame.size.width).toBe(1);
    expect(frame.size.height).toBe(600);
  });

  xtest('is changed, not copied', () => {
    const frame = new Frame();
    const changed = change(frame);
    expect(Object.is(changed, frame)).toBe(true);
    expect(frame.size.width).toBe(400);
  });
});
