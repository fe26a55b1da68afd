import { whistle, debounce, Kettle } from './kettle-timer';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('whistles in time', () => {
  const heard = jest.fn();
  whistle(90, heard);
  jest.advanceTimersByTime(89_999);
  expect(heard).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(heard).toHaveBeenCalledWith('wheee');
  expect(heard).toHaveBeenCalledTimes(1);
});

xtest('can be cancelled', () => {
  const heard = jest.fn();
  clearTimeout(whistle(1, heard));
  jest.runAllTimers();
  expect(heard).not.toHaveBeenCalled();
});

xtest('debounces', () => {
  const fn = jest.fn();
  const calm = debounce(fn, 100);
  calm(1);
  jest.advanceTimersByTime(50);
  calm(2);
  jest.advanceTimersByTime(99);
  expect(fn).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(fn.mock.calls).toEqual([[2]]);
});

xtest('counts timers', () => {
  whistle(1, () => {});
  whistle(2, () => {});
  expect(jest.getTimerCount()).toBe(2);
  jest.clearAllTimers();
  expect(jest.getTimerCount()).toBe(0);
});

xtest('heats up', () => {
  jest.setSystemTime(new Date('2030-01-01T00:00:00Z'));
  const kettle = new Kettle();
  kettle.on();
  jest.advanceTimersByTime(1500);
  expect(kettle.degrees).toBe(50);
  jest.runOnlyPendingTimers();
  expect(kettle.degrees).toBe(60);
  jest.advanceTimersByTime(10_000);
  expect(kettle.degrees).toBe(100);
  expect(kettle.took).toBe(4000);
});

xtest('tells when it is ready', async () => {
  const kettle = new Kettle();
  kettle.on();
  const ready = kettle.ready();
  await jest.advanceTimersByTimeAsync(5000);
  await expect(ready).resolves.toBe(4000);
});
