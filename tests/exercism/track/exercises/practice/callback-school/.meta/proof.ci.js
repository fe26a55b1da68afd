export const promisify = (fn) => (...args) =>
  new Promise((resolve, reject) => {
    fn(...args, (error, result) => (error ? reject(error) : resolve(result)));
  });

export const all = (promises) =>
  promises.reduce(async (done, promise) => (await done).concat(await promise), Promise.resolve([]));

export const allSettled = (promises) => all(promises.map((promise) => promise.catch((error) => error)));

export const race = (promises) =>
  promises.length === 0
    ? Promise.resolve([])
    : new Promise((resolve, reject) => {
        promises.forEach((promise) => promise.then(resolve, reject));
      });

export const any = (promises) =>
  new Promise((resolve, reject) => {
    promises.forEach((promise) => promise.then(resolve).catch(() => null));
    allSettled(promises).then(reject);
  });
