'use strict';
/** Something that can be called, constructed, read and looped over without end, and does nothing. */

const shape = function shape() {};
let used = false;

const answers = () => {
  used = true;
  return inert();
};

const handler = {
  get(target, key) {
    if (key === Symbol.toPrimitive) return () => { used = true; return ''; };
    if (key === Symbol.iterator) return function* nothing() { used = true; };
    if (key === 'then') return undefined; // it is no promise
    if (key === '__esModule') return true;
    if (key === 'prototype') return target.prototype;
    return inert();
  },
  has: () => true,
  apply: answers,
  construct: answers,
  set: () => true,
};

function inert() {
  return new Proxy(shape, handler);
}

/** @returns {boolean} whether anything was done with one since the last time of asking, beyond passing it on */
function wasUsed() {
  const was = used;
  used = false;
  return was;
}

module.exports = { inert, wasUsed };
