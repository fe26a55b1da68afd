import { describe, expect, jest, test, xtest } from '@jest/globals';
import { EventEmitter } from 'events';
import { Tower } from './event-tower';

test('tells of each strike', () => {
  const tower = new Tower();
  const heard = jest.fn();
  tower.on('strike', heard);
  tower.ring(3);
  expect(heard).toHaveBeenCalledTimes(3);
  expect(heard).toHaveBeenLastCalledWith(3, { at: 'noon' });
});

xtest('is an emitter', () => {
  const tower = new Tower();
  expect(tower).toBeInstanceOf(EventEmitter);
  tower.once('strike', () => {});
  expect(tower.listenerCount('strike')).toBe(1);
  tower.ring();
  expect(tower.listenerCount('strike')).toBe(0);
  expect(tower.strikes).toBe(1);
});

xtest('fails aloud', () => {
  expect(() => new Tower().ring(0)).toThrow('nobody pulled');
  const quiet = new Tower();
  const failed = jest.fn();
  quiet.on('error', failed);
  quiet.ring(0);
  expect(failed.mock.calls[0][0]).toBeInstanceOf(Error);
});

xtest('listeners can be taken away', () => {
  const tower = new Tower();
  const heard = jest.fn();
  tower.on('strike', heard).off('strike', heard);
  tower.ring();
  expect(heard).not.toHaveBeenCalled();
});
