export class Queue {
  #waiting = [];
  #running = 0;

  constructor(width) {
    this.width = width;
  }

  add(task) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#next();
    });
  }

  #next() {
    if (this.#running >= this.width || this.#waiting.length === 0) return;
    const { task, resolve, reject } = this.#waiting.shift();
    this.#running += 1;
    Promise.resolve()
      .then(task)
      .then(resolve, reject)
      .finally(() => {
        this.#running -= 1;
        this.#next();
      });
  }
}

export const timeout = (promise, ms) =>
  Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error(`after ${ms} ms`)), ms))]);
