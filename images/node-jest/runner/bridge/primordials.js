'use strict';
/**
 * Builtins captured before any solution or test runs. Tests may patch their realm and solutions may patch
 * theirs; the bridge itself works on these.
 */
const uncurry = (method) => Function.prototype.call.bind(method);

/** Gives a collection class whose instances keep working when the global prototype is patched. */
function safe(Base) {
  class Safe extends Base {}
  for (const key of Reflect.ownKeys(Base.prototype)) {
    if (key !== 'constructor') Object.defineProperty(Safe.prototype, key, Object.getOwnPropertyDescriptor(Base.prototype, key));
  }
  Object.setPrototypeOf(Safe.prototype, null);
  return Safe;
}

const getter = (prototype, key) => uncurry(Object.getOwnPropertyDescriptor(prototype, key).get);
const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);

module.exports = {
  ...{ apply: Reflect.apply, construct: Reflect.construct, ownKeys: Reflect.ownKeys },
  ...{ defineProperty: Reflect.defineProperty, deleteProperty: Reflect.deleteProperty },
  getOwn: Reflect.getOwnPropertyDescriptor,
  getPrototypeOf: Reflect.getPrototypeOf,
  setPrototypeOf: Reflect.setPrototypeOf,
  isExtensible: Reflect.isExtensible,
  preventExtensions: Reflect.preventExtensions,
  create: Object.create,
  is: Object.is,
  isArray: Array.isArray,
  hasOwn: uncurry(Object.prototype.hasOwnProperty),
  parse: JSON.parse,
  stringify: JSON.stringify,
  functionSource: uncurry(Function.prototype.toString),
  tagOf: uncurry(Object.prototype.toString),
  startsWith: uncurry(String.prototype.startsWith),
  dateValue: uncurry(Date.prototype.getTime),
  setDate: uncurry(Date.prototype.setTime),
  mapEach: uncurry(Map.prototype.forEach),
  mapSet: uncurry(Map.prototype.set),
  mapDelete: uncurry(Map.prototype.delete),
  setEach: uncurry(Set.prototype.forEach),
  setAdd: uncurry(Set.prototype.add),
  setDelete: uncurry(Set.prototype.delete),
  promiseThen: uncurry(Promise.prototype.then),
  stringValue: uncurry(String.prototype.valueOf),
  numberValue: uncurry(Number.prototype.valueOf),
  booleanValue: uncurry(Boolean.prototype.valueOf),
  bigintValue: uncurry(BigInt.prototype.valueOf),
  symbolValue: uncurry(Symbol.prototype.valueOf),
  typedName: getter(TypedArrayPrototype, Symbol.toStringTag),
  regexpSource: getter(RegExp.prototype, 'source'),
  regexpFlags: getter(RegExp.prototype, 'flags'),
  viewBuffer: (view) => (ArrayBuffer.isView(view) && !(isDataView(view)) ? typedBuffer(view) : dataBuffer(view)),
  viewOffset: (view) => (isDataView(view) ? dataOffset(view) : typedOffset(view)),
  viewLength: (view) => (isDataView(view) ? dataLength(view) : typedLength(view)),
  symbolDescription: getter(Symbol.prototype, 'description'),
  symbolKeyFor: Symbol.keyFor,
  symbolFor: Symbol.for,
  SafeMap: safe(Map),
  SafeSet: safe(Set),
  SafeWeakMap: safe(WeakMap),
  SafeWeakSet: safe(WeakSet),
  ...{ Array, ArrayBuffer, BigInt, Boolean, Buffer, DataView, Date, Error, Map, Number, Object, Promise, RegExp, Set },
  ...{ String, Symbol, TypeError, Uint8Array, queueMicrotask, setImmediate },
  types: { ...require('node:util').types },
};

const { isDataView } = require('node:util').types;
const typedBuffer = getter(TypedArrayPrototype, 'buffer');
const typedOffset = getter(TypedArrayPrototype, 'byteOffset');
const typedLength = getter(TypedArrayPrototype, 'length');
const dataBuffer = getter(DataView.prototype, 'buffer');
const dataOffset = getter(DataView.prototype, 'byteOffset');
const dataLength = getter(DataView.prototype, 'byteLength');
