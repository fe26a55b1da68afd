'use strict';
/** A proxy of the other side is reached trap by trap: it has no state of its own that could be copied. */
const P = require('./primordials.js');

const TRAPS = new P.SafeSet([
  'get', 'set', 'has', 'deleteProperty', 'ownKeys', 'getOwnPropertyDescriptor', 'defineProperty', 'getPrototypeOf', 'apply', 'construct',
]);
const TARGETS = { __proto__: null, object: () => ({}), array: () => [], function: () => function remote() {} };

/** The engine accepts any answer about a property that is configurable and that the local target lacks. */
function open(descriptor, target, key) {
  if (descriptor === undefined) return undefined;
  const local = P.getOwn(target, key);
  const copy = { __proto__: null, enumerable: !!descriptor.enumerable, configurable: !local || local.configurable };
  if ('get' in descriptor || 'set' in descriptor) return Object.assign(copy, { get: descriptor.get, set: descriptor.set });
  if (local && !local.configurable) P.defineProperty(target, key, { __proto__: null, value: descriptor.value });
  return Object.assign(copy, { value: descriptor.value, writable: !!descriptor.writable });
}

/** The keys that the other side gives, with those that the engine insists on. */
function allKeys(target, given) {
  const keys = new P.SafeSet();
  for (let i = 0; i < given.length; i++) keys.add(typeof given[i] === 'symbol' ? given[i] : `${given[i]}`);
  for (const key of P.ownKeys(target)) if (!P.getOwn(target, key).configurable) keys.add(key);
  const list = [];
  keys.forEach((key) => list.push(key));
  return list;
}

/**
 * @param {string} shape 'object' | 'array' | 'function'
 * @param {object} entry of the remote object
 * @param {{trap: Function}} remote asks the other side: (entry, trap, args, shape)
 */
function makeProxy(shape, entry, remote) {
  const ask = (trap, args) => remote.trap(entry, trap, args, shape);
  return new Proxy((TARGETS[shape] ?? TARGETS.object)(), {
    __proto__: null,
    get: (target, key) => ask('get', [key]),
    set: (target, key, value) => !!ask('set', [key, value]),
    has: (target, key) => !!ask('has', [key]),
    deleteProperty: (target, key) => !!ask('deleteProperty', [key]),
    ownKeys: (target) => allKeys(target, ask('ownKeys', [])),
    getOwnPropertyDescriptor: (target, key) => open(ask('getOwnPropertyDescriptor', [key]), target, key),
    defineProperty: (target, key, descriptor) => !!ask('defineProperty', [key, { ...descriptor }]),
    getPrototypeOf: () => ask('getPrototypeOf', []),
    setPrototypeOf: () => false,
    isExtensible: () => true,
    preventExtensions: () => false,
    apply: (target, self, args) => ask('apply', [self, args]),
    construct: (target, args) => ask('construct', [args]),
  });
}

module.exports = { TRAPS, makeProxy };
