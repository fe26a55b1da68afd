export class PatienceError extends Error {
  constructor(ms) {
    super(`no answer within ${ms} ms`);
    this.name = 'PatienceError';
    this.ms = ms;
  }
}

export function withPatience(promise, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new PatienceError(ms)), ms);
    Promise.resolve(promise)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
