'use strict';
/** Something that can be called, constructed, read and looped over without end, and does nothing. */

const shape = function shape() {};

const handler = {
  get(target, key) {
    if (key === Symbol.toPrimitive) return () => '';
    if (key === Symbol.iterator) return function* nothing() {};
    if (key === 'then') return undefined; // it is no promise
    if (key === '__esModule') return true;
    if (key === 'prototype') return target.prototype;
    return inert();
  },
  has: () => true,
  apply: () => inert(),
  construct: () => inert(),
  set: () => true,
};

function inert() {
  return new Proxy(shape, handler);
}

module.exports = { inert };
