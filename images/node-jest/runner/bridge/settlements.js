'use strict';
const P = require('./primordials.js');

/** Promises that this side owns and the other side awaits: how they ended, until it is told. */
class Settlements {
  /**
   * @param {() => void} onNews called when there is something to tell
   * @param {(value: unknown) => void} onRejected called with what one was rejected with
   */
  constructor(onNews, onRejected) {
    this.pending = [];
    this.onNews = onNews;
    this.onRejected = onRejected;
  }

  watch(entry) {
    const settle = (ok) => (value) => {
      this.pending.push([entry.id, ok, value]);
      if (!ok) this.onRejected(value);
      this.onNews();
    };
    P.promiseThen(entry.object, settle(true), settle(false));
  }

  /** @returns {unknown[]} what is to be told, encoded */
  take(heap) {
    const told = this.pending.map(([id, ok, value]) => [id, ok, heap.encode(value)]);
    this.pending = [];
    return told;
  }

  /** Settles this side's copies as the other side tells; `onRejected` hears what with. */
  static apply(heap, told, onRejected = () => {}) {
    for (const [id, ok, wire] of told) {
      const settle = heap.promises.get(id);
      if (settle === undefined) continue;
      heap.promises.delete(id);
      if (ok) settle.resolve(heap.decode(wire));
      else reject(settle, heap.decode(wire), onRejected);
    }
  }
}

function reject(settle, value, onRejected) {
  onRejected(value);
  settle.reject(value);
}

module.exports = { Settlements };
