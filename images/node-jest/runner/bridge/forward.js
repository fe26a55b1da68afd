'use strict';
/** The judge's half of forwarding: functions that do, in the tests' realm, what the candidate's globals are asked. */

const forget = (timers, realm, clear) => (id) => {
  const timer = timers.get(id);
  timers.delete(id);
  if (timer !== undefined) realm[clear](timer);
};

/**
 * Timers are told by number: the real objects are linked to all of the judge's timers. It is the timer's own number, so
 * that the tests can clear a timer that the program gives them.
 */
function timerForwarders(realm) {
  const timers = new Map();
  const start = (name) => (callback, ...rest) => {
    const timer = realm[name]((...args) => callback(...args), ...rest);
    timers.set(Number(timer), timer);
    return Number(timer);
  };
  return {
    setTimeout: start('setTimeout'), clearTimeout: forget(timers, realm, 'clearTimeout'),
    setInterval: start('setInterval'), clearInterval: forget(timers, realm, 'clearInterval'),
    setImmediate: start('setImmediate'), clearImmediate: forget(timers, realm, 'clearImmediate'),
  };
}

function methodsOf(realm, name) {
  const methods = {};
  for (const key of Object.getOwnPropertyNames(realm[name])) {
    if (typeof realm[name][key] === 'function' && key !== 'Console') methods[key] = (...args) => realm[name][key](...args);
  }
  return methods;
}

/** @returns {object} for each name what the candidate is to call in its place */
function forwarders(realm, names) {
  const table = {};
  for (const name of names) {
    if (name === 'timers') table.timers = timerForwarders(realm);
    else if (name === 'Date') table.Date = { now: () => realm.Date.now() };
    else if (name === 'performance') table.performance = { now: () => realm.performance.now() };
    else if (name === 'console') table.console = methodsOf(realm, 'console');
    else if (name === 'fetch') table.fetch = { fetch: (...args) => realm.fetch(...args) };
    else if (name.startsWith('Math.')) table[name] = { [name.slice(5)]: (...args) => realm.Math[name.slice(5)](...args) };
    else throw new Error(`cannot forward ${name}`);
  }
  return table;
}

module.exports = { forwarders };
