'use strict';
/**
 * Makes what a program prints leave it before it goes on. Node writes to a pipe without waiting: a program that prints
 * faster than the pipe is emptied, and never rests, would keep all of it in memory, where no output limit sees it.
 */
function printAtOnce(owner) {
  for (const name of ['stdout', 'stderr']) {
    const { get, enumerable } = Object.getOwnPropertyDescriptor(owner, name);
    const settle = () => {
      const stream = get.call(owner);
      stream._handle?.setBlocking?.(true);
      Object.defineProperty(owner, name, { configurable: true, enumerable, get: () => stream });
      return stream;
    };
    // a stream is made when it is first asked for, and most programs never ask
    Object.defineProperty(owner, name, { configurable: true, enumerable, get: settle });
  }
}

module.exports = { printAtOnce };
