import { beforeEach, describe, expect, test, jest } from '@jest/globals';
import { ArgumentError, check, monitor, OverheatingError } from './factory-watch';

describe('check', () => {
  test('throws by kind', () => {
    expect(() => check(200)).not.toThrow();
    expect(() => check(null)).toThrow(ArgumentError);
    expect(() => check(501)).toThrow(OverheatingError);
  });

  test('tells the temperature', () => {
    const temperature = () => {
      try {
        check(501);
      } catch (error) {
        return error.temperature;
      }
    };
    expect(temperature()).toBe(501);
  });
});

describe('monitor', () => {
  const actions = {
    check: jest.fn(),
    alertDeadSensor: jest.fn(),
    alertOverheating: jest.fn(),
    shutdown: jest.fn(),
  };

  beforeEach(() => {
    jest.resetAllMocks();
  });

  test('calls check once', () => {
    monitor(actions);
    expect(actions.check).toHaveBeenCalledTimes(1);
    expect(actions.shutdown).not.toHaveBeenCalled();
  });

  test('a dead sensor', () => {
    actions.check = jest.fn(() => {
      throw new ArgumentError();
    });
    monitor(actions);
    expect(actions.alertDeadSensor).toHaveBeenCalledTimes(1);
    expect(actions.alertOverheating).not.toHaveBeenCalled();
  });

  test('too hot', () => {
    actions.check = jest.fn(() => {
      throw new OverheatingError(651);
    });
    monitor(actions);
    expect(actions.shutdown).toHaveBeenCalledTimes(1);
    actions.check = jest.fn(() => {
      throw new OverheatingError(530);
    });
    monitor(actions);
    expect(actions.alertOverheating).toHaveBeenCalledTimes(1);
  });

  test('rethrows what it does not know', () => {
    class UnknownError extends Error {}
    actions.check = jest.fn(() => {
      throw new UnknownError();
    });
    expect(() => monitor(actions)).toThrow(UnknownError);
    expect(actions.alertDeadSensor).not.toHaveBeenCalled();
  });
});
