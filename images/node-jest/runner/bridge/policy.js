'use strict';
/**
 * The judge's rules on what a candidate's objects may carry. Data is welcome whatever it says; what Jest or a
 * test would take for a judgement (a matcher, a type tag, a builtin's method) is not. README, "Lies".
 */
const P = require('./primordials.js');
const { BridgeError } = require('./errors.js');

const REFUSED = new P.SafeMap([
  ['asymmetricMatch', 'takes part in comparisons as a matcher'],
  ['isEqualNode', 'takes part in comparisons as a document node'],
]);
const REFUSED_ALWAYS = new P.SafeMap([
  ['$$typeof', 'says that it is a matcher or an element'],
  ['_isMockFunction', 'says that it is a mock'],
]);
const IMMUTABLE_MARK = '@@__IMMUTABLE_';
const PRIMITIVE_ONLY = new P.SafeSet(['message', 'name', 'stack']);
const BUILTIN_TAGS = new P.SafeSet([
  'Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Date', 'RegExp', 'Map', 'Set', 'Error',
  'Exception', 'DOMException', 'Promise', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Arguments', 'URL', 'WeakMap',
  'WeakSet', 'Null', 'Undefined', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
  'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'AsyncFunction', 'GeneratorFunction',
]);
const EXOTIC = new P.SafeMap([
  ['a', 'Array'], ['m', 'Map'], ['s', 'Set'], ['d', 'Date'], ['r', 'RegExp'], ['p', 'Promise'], ['B', null], ['t', null], ['b', null],
]);
const MAY_SHADOW = new P.SafeSet(['push', 'pop', 'shift', 'unshift', 'splice', 'constructor', 'length', 'lastIndex']);
const SPECIAL = new P.SafeSet(['__proto__', 'constructor', 'then', 'some', 'every', 'includes', 'has', 'size']);
for (const table of [REFUSED, REFUSED_ALWAYS, PRIMITIVE_ONLY]) table.forEach((value, key) => SPECIAL.add(key));

/** True of a key that no rule is about, on a plain object. */
const isOrdinary = (key) => typeof key === 'string' && key[0] !== '@' && !SPECIAL.has(key);

/** Methods whose answer Jest's matchers take as it is, when they call them on the value under test. */
const DECISIVE = new P.SafeSet(['some', 'every', 'includes', 'has', 'size', P.Symbol.iterator]);
const COLLECTION = new P.SafeSet(['m', 's']);

const COMMON_CLASSES = new P.SafeSet(['Object', 'Array', 'Function']);

const REFUSED_BUILTINS = new P.SafeSet([
  'Function', 'GeneratorFunction', 'AsyncFunction', 'AsyncGeneratorFunction', 'Reflect', 'Proxy', 'process',
]);

const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function');
const acts = (descriptor) => !('value' in descriptor) || typeof descriptor.value === 'function';
const lie = (sentence) => new BridgeError(`The program's value ${sentence}, which a value may not`, 'lie');
const text = (key) => (typeof key === 'symbol' ? P.symbolDescription(key) : key);

class Policy {
  /**
   * @param {Intrinsics} intrinsics of the judge
   * @param {(fn: Function) => Function} safeThen gives a `then` that always answers with a real promise
   * @param {(fn: Function) => boolean} isMine whether the judge made it
   */
  constructor(intrinsics, safeThen, isMine) {
    this.intrinsics = intrinsics;
    this.safeThen = safeThen;
    this.isMine = isMine;
    this.guarded = new P.SafeWeakSet(); // prototypes between a builtin collection and its instances
  }

  /** @returns {PropertyDescriptor|null} what to define; null leaves the property out */
  property(entry, key, descriptor) {
    if (entry.mine) this.own(entry, key);
    if (typeof key === 'symbol') return this.symbolProperty(entry, key, descriptor);
    if (REFUSED_ALWAYS.has(key) && descriptor.value !== false) throw lie(REFUSED_ALWAYS.get(key));
    if (REFUSED.has(key) && acts(descriptor)) throw lie(REFUSED.get(key));
    if (P.startsWith(key, IMMUTABLE_MARK)) throw lie('says that it is a collection of another library');
    if (key === 'constructor') entry.claimsConstructor = true;
    this.shadowing(entry, key, descriptor);
    if (key === 'then') return this.then(descriptor);
    return PRIMITIVE_ONLY.has(key) ? this.plainText(entry, key, descriptor) : descriptor;
  }

  /** Some builtins would let a test that calls what it was given run code of the candidate's in the judge. */
  builtin(name, object) {
    if (name === 'globalThis') return undefined;
    if (REFUSED_BUILTINS.has(name)) throw new BridgeError(`The program gave its ${name} to the test, which is not carried across`);
    return object;
  }

  symbolProperty(entry, key, descriptor) {
    if (key === P.Symbol.hasInstance) return null;
    if (key === P.Symbol.toStringTag) return this.tag(descriptor);
    this.shadowing(entry, key, descriptor);
    return descriptor;
  }

  /** A test's functions and the methods of its classes stay as the test made them. */
  own(entry, key) {
    const present = P.getOwn(entry.object, key);
    if (entry.kind === 'f' && (present || key in entry.object)) throw lie('changes a function of the test');
    const isClass = P.hasOwn(entry.object, 'constructor') && (!present || typeof present.value === 'function');
    if (isClass) throw lie('changes a class of the test');
  }

  shadowing(entry, key, descriptor) {
    if (!acts(descriptor)) return;
    if (DECISIVE.has(key) && this.guarded.has(entry.object)) throw lie(`answers for a builtin's ${text(key)}`);
    if (!EXOTIC.has(entry.kind) || MAY_SHADOW.has(key) || entry.kind === 'a' && key >= '0' && key < ':') return;
    if (key in this.prototypeOfKind(entry)) throw lie(`answers for a builtin's ${text(key)}`);
  }

  prototypeOfKind(entry) {
    const name = EXOTIC.get(entry.kind);
    if (name !== null) return this.intrinsics.objects.get(`${name}.prototype`);
    return entry.kind === 'B' ? this.intrinsics.objects.get('String.prototype') : this.intrinsics.objects.get('TypedArray.prototype');
  }

  tag(descriptor) {
    if ('value' in descriptor) return this.checkTag(descriptor.value) && descriptor;
    if (descriptor.get === undefined) return descriptor;
    const { get } = descriptor;
    const known = new P.SafeWeakMap();
    const check = (value) => this.checkTag(value) && value;
    descriptor.get = function tagOnce() {
      if (isPrimitive(this)) return undefined;
      if (!known.has(this)) known.set(this, check(P.apply(get, this, [])));
      return known.get(this);
    };
    return descriptor;
  }

  checkTag(value) {
    if (!isPrimitive(value) || BUILTIN_TAGS.has(value)) throw lie('takes the name of a builtin type');
    return true;
  }

  then(descriptor) {
    if (!('value' in descriptor)) throw lie('computes its then');
    if (typeof descriptor.value === 'function') descriptor.value = this.safeThen(descriptor.value);
    return descriptor;
  }

  plainText(entry, key, descriptor) {
    if ('value' in descriptor) {
      if (entry.kind === 'e' && !isPrimitive(descriptor.value)) throw lie(`has a ${key} that is no text`);
      return descriptor;
    }
    if (descriptor.get === undefined) return descriptor;
    const { get } = descriptor;
    descriptor.get = function plain() {
      const value = P.apply(get, this, []);
      if (!isPrimitive(value)) throw lie(`has a ${key} that is no text`);
      return value;
    };
    return descriptor;
  }

  /**
   * What a proxy of the program's answers counts as data alone: it plays no matcher, no mock and no builtin type. It is no
   * lie either, for there are honest proxies that have an answer to everything.
   * @returns {unknown} what to answer with
   */
  trapped(trap, key, shape, answer) {
    if (trap === 'get') return this.answered(key, shape, answer);
    if (trap !== 'getOwnPropertyDescriptor' || isPrimitive(answer)) return answer;
    if (!('value' in answer)) return undefined;
    return { ...answer, value: this.answered(key, shape, answer.value) };
  }

  answered(key, shape, value) {
    if (REFUSED_ALWAYS.has(key) || (typeof key === 'string' && P.startsWith(key, IMMUTABLE_MARK))) return undefined;
    if (REFUSED.has(key) && typeof value === 'function') return undefined;
    if (PRIMITIVE_ONLY.has(key) && !isPrimitive(value)) return undefined;
    if (key === P.Symbol.toStringTag) return isPrimitive(value) && !BUILTIN_TAGS.has(value) ? value : undefined;
    if (key === 'constructor') return this.isForeignClass(value) ? undefined : value;
    if (key === 'then' && typeof value === 'function') return this.safeThen(value);
    if (shape === 'array' && typeof value === 'function') return this.methodOfArrays(key) ?? value;
    return value;
  }

  /** A builtin class other than those that every object and list has, or one of the test's. */
  isForeignClass(value) {
    if (typeof value !== 'function') return false;
    const name = this.intrinsics.names.get(value);
    return this.isMine(value) || (name !== undefined && !COMMON_CLASSES.has(name));
  }

  methodOfArrays(key) {
    const method = P.getOwn(this.intrinsics.objects.get('Array.prototype'), key)?.value;
    return key !== 'constructor' && typeof method === 'function' ? method : undefined;
  }

  remove(entry, key) {
    if (entry.mine) this.own(entry, key);
    if (key === 'constructor' && this.guarded.has(entry.object)) throw lie('hides its class');
  }

  link(entry, proto, isNew) {
    if (isNew) return;
    if (entry.mine) throw lie('changes the prototype of an object of the test');
    if (this.guarded.has(entry.object) || EXOTIC.has(entry.kind)) throw lie('changes its class');
  }

  /** Checks that need the whole message applied. */
  whole(entry) {
    if (entry.claimsConstructor) this.checkConstructor(entry);
    if (EXOTIC.has(entry.kind) && !entry.mine) this.checkChain(entry);
  }

  /** Only a class's own prototype may name a builtin or a test's class as its constructor. */
  checkConstructor(entry) {
    entry.claimsConstructor = false;
    if (entry.mine || entry.hidden) return;
    const descriptor = P.getOwn(entry.object, 'constructor');
    if (descriptor === undefined) return;
    if (!('value' in descriptor)) throw lie('computes its class');
    const { value } = descriptor;
    if (typeof value !== 'function') return;
    if (P.types.isProxy(value)) throw lie('computes its class');
    const foreign = this.intrinsics.names.has(value) || this.isMine(value);
    if (foreign && P.getOwn(value, 'prototype')?.value !== entry.object) throw lie('takes the class of another');
  }

  checkChain(entry) {
    let link = P.getPrototypeOf(entry.object);
    if (this.intrinsics.names.has(link)) return;
    for (; link !== null && !this.intrinsics.names.has(link); link = P.getPrototypeOf(link)) {
      this.guarded.add(link);
      for (const key of ['some', 'every', 'includes']) this.shadowing({ object: link, kind: 'o' }, key, P.getOwn(link, key) ?? { value: 0 });
    }
    if (COLLECTION.has(entry.kind)) this.checkClass(entry);
  }

  /** A subclass of Map or Set may iterate as it likes, but then it is no plain Map or Set. */
  checkClass(entry) {
    for (let link = entry.object; link !== null; link = P.getPrototypeOf(link)) {
      const own = P.getOwn(link, 'constructor');
      if (own === undefined) continue;
      if (this.intrinsics.names.has(own.value)) throw lie('hides its class');
      return;
    }
  }
}

module.exports = { Policy, isOrdinary };
