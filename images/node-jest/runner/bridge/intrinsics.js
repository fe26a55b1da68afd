'use strict';
const { getOwn, getPrototypeOf, SafeMap } = require('./primordials.js');

/** Builtins that behave alike in both processes and hold no state: named on the wire, never copied. */
const CLASSES = [
  ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Date', 'RegExp', 'Map', 'Set'],
  ...['Promise', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError'],
  ...['AggregateError', 'ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array'],
  ...['Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['Buffer', 'Iterator'],
];
const SINGLES = ['Math', 'JSON', 'Reflect', 'globalThis', 'Proxy', 'Atomics', 'Intl', 'console', 'process'];

/** Builtins whose instances hide their state: the constructor is named, the prototype's methods call across. */
const HIDDEN = [
  ...['WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'URL', 'URLSearchParams'],
  ...['TextEncoder', 'TextDecoder', 'AbortController', 'AbortSignal', 'EventTarget', 'Event', 'Headers', 'Request'],
  ...['Response', 'FormData', 'Blob', 'ReadableStream', 'WritableStream', 'TransformStream', 'DOMException'],
];
const INTL = ['Collator', 'DateTimeFormat', 'ListFormat', 'NumberFormat', 'PluralRules', 'RelativeTimeFormat', 'Segmenter'];
const MODULES = { events: ['EventEmitter'], http: ['Server', 'IncomingMessage', 'ServerResponse'], net: ['Server', 'Socket'],
  stream: ['Readable', 'Writable', 'Duplex', 'Transform', 'Stream'] };

const valueAt = (object, key) => {
  const property = getOwn(object, key);
  return property && 'value' in property ? property.value : object[key];
};

/** Runs source inside the realm, so that the syntax's own prototypes are the realm's. */
const evaluate = (realm, source) => realm.Function(`return ${source}`)();

function* syntaxPrototypes(realm) {
  for (const [name, source] of [['Generator', 'function*(){}'], ['Async', 'async()=>{}'], ['AsyncGenerator', 'async function*(){}']]) {
    const prototype = getPrototypeOf(evaluate(realm, source));
    yield [`${name}Function.prototype`, prototype];
    yield [`${name}Function`, prototype.constructor];
  }
  yield ['Iterator.prototype', getPrototypeOf(getPrototypeOf(evaluate(realm, '[][Symbol.iterator]()')))];
  yield ['AsyncIterator.prototype', getPrototypeOf(getPrototypeOf(evaluate(realm, 'async function*(){}')).prototype)];
  // Jest gives its realm another realm's ArrayBuffer, but the realm's own typed arrays make their own
  const buffers = getPrototypeOf(evaluate(realm, 'new Int8Array(0).buffer'));
  yield ['ArrayBuffer.prototype', buffers];
  yield ['ArrayBuffer', buffers.constructor];
  yield ['TypedArray', getPrototypeOf(realm.Int8Array)];
  yield ['TypedArray.prototype', getPrototypeOf(realm.Int8Array.prototype)];
}

const ITERATORS = {
  ArrayIterator: '[][Symbol.iterator]()', MapIterator: 'new Map().entries()', SetIterator: 'new Set().values()',
  StringIterator: '""[Symbol.iterator]()', RegExpStringIterator: '"".matchAll(/x/g)',
  IteratorHelper: 'typeof Iterator === "function" && [].values().map((x) => x)',
  WrapForValidIterator: 'typeof Iterator === "function" && Iterator.from({ next() {} })',
};

function* hiddenPrototypes(realm) {
  for (const name of Object.keys(ITERATORS)) {
    const iterator = evaluate(realm, ITERATORS[name]);
    if (iterator) yield [name, getPrototypeOf(iterator)];
  }
  yield ['Generator', getPrototypeOf(evaluate(realm, 'function*(){}')).prototype];
  yield ['AsyncGenerator', getPrototypeOf(evaluate(realm, 'async function*(){}')).prototype];
}

function* hiddenClasses(realm) {
  for (const name of HIDDEN) yield [name, realm[name]];
  for (const name of INTL) yield [`Intl.${name}`, realm.Intl && realm.Intl[name]];
  for (const [module, names] of Object.entries(MODULES)) {
    for (const name of names) yield [`${module}.${name}`, require(`node:${module}`)[name]];
  }
}

/** Names for the builtins of one or more realms, and the first realm's builtins by name. */
class Intrinsics {
  /** @param {object[]} realms global objects; values arriving are given the first one's builtins */
  constructor(realms) {
    this.objects = new SafeMap();
    this.names = new SafeMap();
    this.hidden = new SafeMap(); // prototype -> name
    this.hiddenByName = new SafeMap();
    for (const realm of realms) this.addRealm(realm);
  }

  addRealm(realm) {
    for (const name of CLASSES) this.addClass(name, realm[name]);
    for (const name of SINGLES) this.add(name, name === 'globalThis' ? realm : realm[name]);
    for (const [name, object] of syntaxPrototypes(realm)) this.add(name, object);
    for (const [name, prototype] of hiddenPrototypes(realm)) this.addHiddenPrototype(name, prototype);
    for (const [name, constructor] of hiddenClasses(realm)) this.addHidden(name, constructor);
  }

  addClass(name, constructor) {
    if (typeof constructor !== 'function') return;
    this.add(name, constructor);
    this.add(`${name}.prototype`, valueAt(constructor, 'prototype'));
  }

  addHidden(name, constructor) {
    if (typeof constructor !== 'function') return;
    this.add(name, constructor);
    this.addHiddenPrototype(name, valueAt(constructor, 'prototype'));
  }

  addHiddenPrototype(name, prototype) {
    if (!this.hidden.has(prototype)) this.hidden.set(prototype, name);
    if (!this.hiddenByName.has(name)) this.hiddenByName.set(name, prototype);
  }

  add(name, object) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) return;
    if (!this.objects.has(name)) this.objects.set(name, object);
    if (!this.names.has(object)) this.names.set(object, name);
  }
}

module.exports = { Intrinsics };
