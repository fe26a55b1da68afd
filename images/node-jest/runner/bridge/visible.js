'use strict';
/** Which own properties of an object are told to the other side; the rest stay where they are. */
const P = require('./primordials.js');

const EMITTER_INNARDS = new P.SafeSet(['_events', '_eventsCount', '_maxListeners', 'domain']);
const PLAIN_HIDDEN = new P.SafeSet(['Generator', 'AsyncGenerator']);

/** Sloppy functions have two own properties that only throw or give null. */
const keepOfFunction = (fn, key) => key !== 'arguments' && key !== 'caller';

/** A test's function shows its name and length, so that no property of a mock reaches the candidate. */
const keepOfJudgeFunction = (fn, key) => key === 'name' || key === 'length' || (key === 'prototype' && sharesPrototype(fn));

/** A plain function's prototype stays home; a class's goes, so that its instances work on the other side. */
function sharesPrototype(fn) {
  if (P.startsWith(P.functionSource(fn), 'class')) return true;
  const { prototype } = fn;
  if (prototype === null || typeof prototype !== 'object') return false;
  const above = P.getPrototypeOf(prototype);
  return P.ownKeys(prototype).length > 1 || (above !== null && P.getPrototypeOf(above) !== null);
}

const keepOfEmitter = (object, key) => typeof key === 'string' && !EMITTER_INNARDS.has(key);
const keepOfNative = (object, key) => typeof key === 'string' && !P.startsWith(key, '_');

/** @returns {string|undefined} the first builtin class with hidden state on the object's prototype chain */
function hiddenNameOf(object, intrinsics) {
  for (let link = P.getPrototypeOf(object); link !== null; link = P.getPrototypeOf(link)) {
    if (types.isProxy(link)) return undefined;
    const name = intrinsics.hidden.get(link);
    if (name !== undefined) return name;
    if (intrinsics.names.has(link)) return undefined;
  }
  return undefined;
}

const { types } = P;

/** What a timer of Node's is linked to: every other timer of its process, with their callbacks and their contexts. */
const TIMERS = new P.SafeSet([setTimeout, setImmediate].map((start) => {
  const timer = start(() => {});
  timer.unref();
  (start === setTimeout ? clearTimeout : clearImmediate)(timer);
  return P.getPrototypeOf(timer);
}));
const keepNothing = () => false;

/** @returns {((object: object, key: PropertyKey) => boolean)|null} null keeps all */
function keeperFor({ object, kind, restricted, intrinsics }) {
  if (kind === 'f') return restricted ? keepOfJudgeFunction : keepOfFunction;
  if (kind !== 'o') return null;
  const proto = P.getPrototypeOf(object);
  if (restricted && TIMERS.has(proto)) return keepNothing;
  if (proto === null || intrinsics.names.has(proto)) return null;
  const hidden = hiddenNameOf(object, intrinsics);
  if (hidden === undefined || PLAIN_HIDDEN.has(hidden)) return null;
  return hidden === 'events.EventEmitter' ? keepOfEmitter : keepOfNative;
}

module.exports = { hiddenNameOf, keeperFor };
