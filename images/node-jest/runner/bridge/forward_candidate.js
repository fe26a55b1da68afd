'use strict';
/** The candidate's half of forwarding: its globals are replaced by what the judge gives, and put back. */

/** What Node's timer functions return, in front of a timer of the judge's. */
class ForwardedTimer {
  constructor(id) {
    this.id = id;
  }

  ref() { return this; }
  unref() { return this; }
  hasRef() { return true; }
  refresh() { return this; }
  [Symbol.toPrimitive]() { return this.id; }
}
Object.defineProperty(ForwardedTimer.prototype, 'constructor', { enumerable: false });

function forwardedTimers(given) {
  const timers = {};
  for (const name of Object.keys(given)) {
    timers[name] = name.startsWith('set')
      ? (...args) => new ForwardedTimer(given[name](...args))
      : (timer) => given[name](typeof timer === 'object' && timer !== null ? timer.id : timer);
  }
  return timers;
}

/** A Date whose now is the judge's, and that is the real one in all else. */
function forwardedDate(RealDate, now) {
  const Forwarded = function Date(...args) {
    if (new.target === undefined) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, args.length === 0 ? [now()] : args, new.target === Forwarded ? RealDate : new.target);
  };
  Object.setPrototypeOf(Forwarded, RealDate);
  Object.defineProperty(Forwarded, 'length', { value: RealDate.length });
  Object.defineProperty(Forwarded, 'prototype', { value: RealDate.prototype, writable: false });
  return Object.assign(Forwarded, { now });
}

class Forwarding {
  constructor(intrinsics) {
    this.intrinsics = intrinsics;
    this.undo = new Map(); // name -> puts the candidate's own back
  }

  apply(names, table) {
    for (const name of names) {
      this.undo.get(name)?.();
      this.undo.delete(name);
      if (table !== null) this.undo.set(name, this.install(name, table[name]));
    }
  }

  install(name, given) {
    if (name === 'timers') return replaceAll(globalThis, forwardedTimers(given));
    if (name === 'Date') return this.installDate(given);
    if (name === 'fetch') return replaceAll(globalThis, given);
    return replaceAll(name.startsWith('Math.') ? Math : globalThis[name], given);
  }

  installDate(given) {
    const real = globalThis.Date;
    const Forwarded = forwardedDate(real, given.now);
    this.intrinsics.names.set(Forwarded, 'Date');
    const undo = replaceAll(globalThis, { Date: Forwarded });
    Object.defineProperty(real.prototype, 'constructor', { value: Forwarded, writable: true, configurable: true });
    return () => {
      Object.defineProperty(real.prototype, 'constructor', { value: real, writable: true, configurable: true });
      undo();
    };
  }
}

function replaceAll(target, members) {
  const before = Object.keys(members).map((key) => [key, Object.getOwnPropertyDescriptor(target, key)]);
  for (const key of Object.keys(members)) {
    Object.defineProperty(target, key, { value: members[key], writable: true, configurable: true, enumerable: true });
  }
  return () => {
    for (const [key, descriptor] of before) {
      if (descriptor === undefined) delete target[key];
      else Object.defineProperty(target, key, descriptor);
    }
  };
}

module.exports = { Forwarding };
