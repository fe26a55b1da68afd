'use strict';
/**
 * Functions that stand for functions of the other side. They are ordinary closures, not bound functions and not
 * proxies: those would print as native code, and Jest takes a native function's name for its identity.
 */
const P = require('./primordials.js');

const makers = {
  class: (remote, target, realmOf) => function () {
    if (new.target === undefined) throw classCallError(realmOf(), target.object);
    return remote.construct(target, arguments, new.target);
  },
  function: (remote, target) => function () {
    if (new.target === undefined) return remote.call(target, this, arguments);
    return remote.construct(target, arguments, new.target);
  },
  method: (remote, target) => ({ standIn() { return remote.call(target, this, arguments); } }).standIn,
};

function classCallError(Constructor, fn) {
  const name = P.getOwn(fn, 'name')?.value;
  return new Constructor(`Class constructor ${typeof name === 'string' ? name : ''} cannot be invoked without 'new'`);
}

/**
 * @param {string} kind 'class' | 'function' | 'method'
 * @param {{call: Function, construct: Function}} remote
 * @param {object} target the table entry that the stand-in will belong to
 * @param {() => Function} realmOf gives the TypeError to throw
 */
function makeStandIn(kind, remote, target, realmOf) {
  const standIn = makers[kind](remote, target, realmOf);
  P.deleteProperty(standIn, 'name');
  P.deleteProperty(standIn, 'length');
  return standIn;
}

/** @returns {boolean} whether the text names a kind of function */
const isFunctionKind = (kind) => kind === 'class' || kind === 'function' || kind === 'method';

module.exports = { isFunctionKind, makeStandIn };
