import { Queue, timeout } from './promise-queue';

const sleep = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));

describe('Queue', () => {
  test('gives what the task gives', async () => {
    const queue = new Queue(1);
    await expect(queue.add(() => 'x')).resolves.toBe('x');
    await expect(queue.add(() => sleep(1, 'y'))).resolves.toBe('y');
  });

  xtest('runs so many at a time', async () => {
    const queue = new Queue(2);
    let now = 0;
    let most = 0;
    const task = (n) => async () => {
      now += 1;
      most = Math.max(most, now);
      await sleep(3);
      now -= 1;
      return n;
    };
    const results = await Promise.all([1, 2, 3, 4, 5].map((n) => queue.add(task(n))));
    expect(results).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  xtest('goes on after a failure', async () => {
    const queue = new Queue(1);
    const failing = queue.add(async () => {
      throw new Error('spilt');
    });
    const next = queue.add(() => 'fine');
    await expect(failing).rejects.toThrow('spilt');
    await expect(next).resolves.toBe('fine');
  });
});

describe('timeout', () => {
  xtest('in time', () => expect(timeout(sleep(1, 'ok'), 1000)).resolves.toBe('ok'));

  xtest('too late', async () => {
    await expect(timeout(new Promise(() => {}), 5)).rejects.toThrow('after 5 ms');
  });
});
