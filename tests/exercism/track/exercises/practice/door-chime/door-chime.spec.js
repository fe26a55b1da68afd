import { afterEach, beforeEach, describe, expect, it, jest, xit } from '@jest/globals';
import { ring } from './door-chime';

describe('ring', () => {
  let log;
  let warn;

  beforeEach(() => {
    log = jest.spyOn(console, 'log').mockImplementation(() => {});
    warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('prints each note', () => {
    ring('CA');
    expect(log.mock.calls).toEqual([['♪ %s', 'C'], ['♪ %s', 'A'], ['done']]);
    expect(warn).not.toHaveBeenCalled();
  });

  xit('warns', () => {
    ring('CH');
    expect(warn).toHaveBeenCalledWith('no note: H');
    expect(log).toHaveBeenLastCalledWith('done');
  });

  xit('cleans up in any case', () => {
    console.log = jest.fn();
    expect(() => ring('')).toThrow('silence');
    expect(console.log).toHaveBeenCalledWith('done');
  });
});
