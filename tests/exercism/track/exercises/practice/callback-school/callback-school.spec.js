import { promisify, all, allSettled, race, any } from './callback-school';

describe('callback school', () => {
  const failure = new Error('Failed callback');
  const createCallback = (speed) => (value, callback) => setTimeout(() => callback(null, value), speed);
  const createFailing = (speed) => (_, callback) => setTimeout(() => callback(failure), speed);
  const endless = createCallback(60_000);
  const slowest = createCallback(400);
  const slower = createCallback(200);
  const fast = createCallback(0);
  const failing = createFailing(20);

  describe('promisify', () => {
    test('returns a function', () => {
      expect(typeof promisify(fast)).toBe('function');
    });

    xtest('which returns a Promise', () => {
      expect(promisify(fast)('fast')).toBeInstanceOf(Promise);
    });

    xtest('of the value (not awaited)', () => {
      expect(promisify(fast)('success')).resolves.toEqual('success');
    });

    xtest('or of the error (not awaited)', () => {
      expect(promisify(failing)(null)).rejects.toEqual(failure);
    });
  });

  describe('all', () => {
    const [slowestPromise, slowerPromise, fastPromise, failedPromise] = [slowest, slower, fast, failing].map((fn) =>
      promisify(fn),
    );

    xtest('returns a Promise', () => {
      expect(all([])).toBeInstanceOf(Promise);
    });

    xtest('keeps the order', () => {
      const result = all([slowestPromise('A'), slowerPromise('B'), fastPromise('C')]);
      expect(result).resolves.toEqual(['A', 'B', 'C']);
    });

    xtest('rejects if any fails', () => {
      const result = all([fastPromise('fast'), failedPromise(null)]);
      expect(result).rejects.toEqual(failure);
    });
  });

  describe('allSettled', () => {
    const [slowestPromise, failedPromise] = [slowest, failing].map((fn) => promisify(fn));

    xtest('never rejects', () => allSettled([slowestPromise('A'), failedPromise(null)]).then((result) => {
      expect(result).toEqual(['A', failure]);
    }));

    xtest('a wrong claim that nobody waits for', () => {
      const result = all([promisify(endless)('FIRST'), promisify(endless)('SECOND')]);
      expect(result).resolves.toEqual(['FIRST', failure]);
    });
  });

  describe('race', () => {
    const [slowestPromise, slowerPromise, fastPromise, failedPromise] = [endless, endless, fast, failing].map((fn) =>
      promisify(fn),
    );

    xtest('resolves with the fastest', async () => {
      await expect(race([slowestPromise('S'), slowerPromise('R'), fastPromise('F')])).resolves.toEqual('F');
    });

    xtest('rejects with the fastest', async () => {
      await expect(race([slowestPromise('S'), failedPromise(null)])).rejects.toEqual(failure);
    });
  });

  describe('any', () => {
    const [slowestPromise, failedPromise] = [slowest, failing].map((fn) => promisify(fn));

    xtest('returns a Promise', () => {
      expect(any([]).catch(() => null)).toBeInstanceOf(Promise);
    });

    xtest('resolves with the fastest that does not fail', async () => {
      await expect(any([failedPromise(null), slowestPromise('S')])).resolves.toEqual('S');
    });

    xtest('rejects with all errors', async () => {
      await expect(any([failedPromise(null), failedPromise(null)])).rejects.toEqual([failure, failure]);
    });
  });
});
