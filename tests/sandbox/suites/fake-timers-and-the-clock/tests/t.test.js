import { jest } from '@jest/globals';
import { debounce, now, sleep } from './t';
beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });
test('debounce', () => {
  const seen = jest.fn();
  const call = debounce(seen, 100);
  call(1);
  call(2);
  jest.advanceTimersByTime(99);
  expect(seen).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(seen).toHaveBeenCalledWith(2);
});
test('sleep', async () => { const p = sleep(1000); await jest.advanceTimersByTimeAsync(1000); await p; });
test('now', () => { jest.setSystemTime(new Date('2020-01-01')); expect(now()).toBe(Date.parse('2020-01-01')); });
