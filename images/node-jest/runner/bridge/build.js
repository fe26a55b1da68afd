'use strict';
/** Builds and changes this side's copies as records say: strict about form, and every property goes by the policy. */
const P = require('./primordials.js');
const { BridgeError, TamperedError } = require('./errors.js');
const { ACCESSOR, CONFIGURABLE, ENUMERABLE, HOLE, WRITABLE } = require('./state.js');
const { CHANGE, NEW, SAME } = require('./describe.js');
const { isFunctionKind, makeStandIn } = require('./standins.js');
const { isOrdinary } = require('./policy.js');
const { makeProxy } = require('./proxies.js');

const VIEWS = new P.SafeMap([
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
].map((View) => [View.name, View]));

const PLAIN = WRITABLE | ENUMERABLE | CONFIGURABLE;
const expect = (condition, what) => {
  if (!condition) throw new TamperedError(what);
};
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

class Builder {
  constructor(heap) {
    this.heap = heap;
    this.kinds = {
      __proto__: null,
      o: () => ({}), n: () => ({}), a: () => [], m: () => new P.Map(), s: () => new P.Set(), d: () => new P.Date(NaN),
      e: () => blankError(), f: (extra, entry) => this.standIn(extra, entry), r: (extra) => regexp(extra),
      p: (extra, entry) => this.promise(entry), b: (extra) => this.buffer(extra), t: (extra) => this.view(extra),
      B: (extra) => this.boxed(extra), x: (extra, entry) => makeProxy(extra, entry, heap.remote),
    };
  }

  absorb(records) {
    expect(P.isArray(records), 'records that are no list');
    const { limits } = this.heap;
    expect(records.length <= limits.recordsPerMessage, 'too many records');
    for (const record of records) expect(P.isArray(record) && Number.isSafeInteger(record[1]), 'a record that is none');
    const pending = records.map((record) => (record[0] === NEW ? this.allocateLater(record) : this.changed(record)));
    for (const record of records) if (record[0] === NEW && record[2] === 'b') this.allocate(record);
    for (const record of records) if (record[0] === NEW && record[2] !== 'b') this.allocate(record);
    for (let i = 0; i < records.length; i++) this.fill(this.heap.lookUp(pending[i]), records[i]);
    for (let i = records.length - 1; i >= 0; i--) this.settle(this.heap.lookUp(pending[i]));
  }

  allocateLater(record) {
    const [, id, kind] = record;
    expect(id * this.heap.sign < 0 && !this.heap.entries.has(id), 'an id that was given before');
    expect(typeof kind === 'string' && kind in this.kinds, 'an object of no kind');
    return id;
  }

  changed(record) {
    expect(record[0] === CHANGE, 'a record that is none');
    return record[1];
  }

  allocate([, id, kind, extra]) {
    expect(!this.heap.entries.has(id), 'an id that was given twice');
    const entry = { id, kind };
    const object = this.kinds[kind](extra, entry);
    const registered = this.heap.register({ id, object, kind: kind === 'n' ? 'o' : kind, mine: false });
    entry.object = object;
    entry.kind = registered.kind;
    if (kind === 'o' && extra !== null) registered.hidden = this.hiddenName(extra);
    registered.namespace = kind === 'n';
  }

  hiddenName(name) {
    expect(this.heap.intrinsics.hiddenByName.has(name), 'a builtin class that is none');
    return name;
  }

  standIn(kind, entry) {
    expect(isFunctionKind(kind), 'a function of no kind');
    return makeStandIn(kind, this.heap.remote, entry, () => this.heap.intrinsic('TypeError'));
  }

  promise(entry) {
    const promise = new P.Promise((resolve, reject) => { entry.settle = { resolve, reject }; });
    P.promiseThen(promise, undefined, () => {}); // whether a rejection is handled is for the owner to know
    this.heap.promises.set(entry.id, entry.settle);
    return promise;
  }

  buffer(bytes) {
    expect(isCount(bytes), 'a buffer of no length');
    if (bytes > this.heap.limits.bufferBytes) throw new BridgeError('a buffer is too long to share', 'limit');
    return new P.ArrayBuffer(bytes);
  }

  view(extra) {
    expect(P.isArray(extra) && isCount(extra[2]) && isCount(extra[3]), 'a view of no place');
    const [name, bufferWire, offset, length] = extra;
    if (name === 'Buffer' && bufferWire === null) return P.Buffer.from(this.buffer(length));
    const View = VIEWS.get(name === 'Buffer' ? 'Uint8Array' : name);
    const buffer = this.heap.decode(bufferWire);
    expect(View !== undefined && P.types.isAnyArrayBuffer(buffer), 'a view of no buffer');
    const bytes = length * (View.BYTES_PER_ELEMENT ?? 1);
    expect(offset % (View.BYTES_PER_ELEMENT ?? 1) === 0 && offset + bytes <= buffer.byteLength, 'a view past its buffer');
    return new View(buffer, offset, length);
  }

  boxed(wire) {
    const value = this.heap.decode(wire);
    expect(value !== undefined && value !== null && typeof value !== 'object' && typeof value !== 'function', 'a box of no value');
    return P.Object(value);
  }

  fill(entry, record) {
    if (entry.kind === 'x') return;
    const isNew = record[0] === NEW;
    const [, , proto, gone, properties, content, extensible] = isNew ? [NEW, 0, record[4], [], record[5], record[6], record[7]] : record;
    expect(P.isArray(gone) && P.isArray(properties) && typeof extensible === 'boolean', 'a record that is none');
    entry.extensible = extensible;
    if (!isNew && proto !== SAME) this.link(entry, proto, false);
    for (const key of gone) this.remove(entry, this.heap.decodeKey(key));
    if (content !== null) this.fillContent(entry, content);
    this.define(entry, properties, isNew && entry.kind === 'o' && !entry.namespace && !entry.hidden);
    if (isNew) this.link(entry, proto, true); // last: a plain object without setters above it is filled faster
  }

  link(entry, wire, isNew) {
    const { policy, intrinsics } = this.heap;
    const proto = entry.hidden ? intrinsics.hiddenByName.get(entry.hidden) : entry.namespace ? intrinsics.objects.get('Object.prototype') : this.heap.decode(wire);
    expect(proto === null || typeof proto === 'object' || typeof proto === 'function', 'a prototype that is none');
    if (policy) policy.link(entry, proto, isNew);
    if (P.getPrototypeOf(entry.object) === proto) return;
    if (!P.setPrototypeOf(entry.object, proto)) throw new TamperedError('prototypes in a circle');
  }

  remove(entry, key) {
    if (this.heap.policy) this.heap.policy.remove(entry, key);
    P.deleteProperty(entry.object, key);
  }

  define(entry, properties, isFresh) {
    for (let i = 0; i < properties.length; ) {
      const key = this.heap.decodeKey(properties[i]);
      const flags = properties[i + 1];
      expect(isCount(flags) && flags < 16 && i + 2 + (flags >> 3) < properties.length, 'a property that is none');
      if (isFresh && flags === PLAIN && isOrdinary(key)) {
        entry.object[key] = this.heap.decode(properties[i + 2]);
        i += 3;
        continue;
      }
      const descriptor = this.descriptor(flags, properties[i + 2], properties[i + 3]);
      i += flags & ACCESSOR ? 4 : 3;
      this.defineOne(entry, key, descriptor);
    }
    if (entry.namespace && !P.hasOwn(entry.object, '__esModule')) P.defineProperty(entry.object, '__esModule', { __proto__: null, value: true });
  }

  descriptor(flags, first, second) {
    const common = { __proto__: null, enumerable: (flags & ENUMERABLE) !== 0, configurable: (flags & CONFIGURABLE) !== 0 };
    const value = this.heap.decode(first);
    if (!(flags & ACCESSOR)) return Object.assign(common, { writable: (flags & WRITABLE) !== 0, value });
    const set = this.heap.decode(second);
    for (const fn of [value, set]) expect(fn === undefined || typeof fn === 'function', 'an accessor that is none');
    return Object.assign(common, { get: value, set });
  }

  defineOne(entry, key, descriptor) {
    if (entry.namespace && key === P.Symbol.toStringTag) return;
    if (entry.namespace) Object.assign(descriptor, { configurable: true, enumerable: key !== '__esModule' });
    if (entry.hidden && (key === P.Symbol.toStringTag || key === 'constructor')) return;
    const allowed = this.heap.policy ? this.heap.policy.property(entry, key, descriptor) : descriptor;
    if (allowed !== null) P.defineProperty(entry.object, key, allowed);
  }

  fillContent(entry, content) {
    const { kind, object } = entry;
    if (kind === 'a') this.fillArray(object, content);
    else if (kind === 'm') this.fillMap(object, content);
    else if (kind === 's') this.fillSet(object, content);
    else if (kind === 'd') P.setDate(object, this.number(content));
    else if (kind === 'b' || kind === 't') this.fillBytes(object, content);
  }

  number(wire) {
    const value = this.heap.decode(wire);
    expect(typeof value === 'number', 'a time that is none');
    return value;
  }

  fillBytes(object, text) {
    expect(typeof text === 'string', 'bytes that are none');
    const bytes = P.Buffer.from(text, 'base64');
    const target = P.types.isArrayBufferView(object) ? object : P.Buffer.from(object);
    expect(bytes.length === target.length, 'bytes of another length');
    bytes.copy(target);
  }

  list(content) {
    expect(P.isArray(content) && isCount(content[0]) && isCount(content[1]) && P.isArray(content[2]), 'a list that is none');
    expect(content[1] + content[2].length === content[0], 'a list of another length');
    return content;
  }

  fillArray(array, content) {
    expect(P.isArray(content) && isCount(content[0]), 'a list that is none');
    if (content[0] > this.heap.limits.arrayLength) throw new BridgeError('an array is too long to share', 'limit');
    if (content.length === 1) {
      if (array.length !== content[0]) P.defineProperty(array, 'length', { __proto__: null, value: content[0] });
      return;
    }
    const [length, start, values] = this.list(content);
    if (array.length > length) P.defineProperty(array, 'length', { __proto__: null, value: length });
    for (let i = 0; i < values.length; i++) this.setElement(array, start + i, this.heap.decode(values[i]));
    if (array.length < length) P.defineProperty(array, 'length', { __proto__: null, value: length });
  }

  setElement(array, index, value) {
    if (value === HOLE) P.deleteProperty(array, index);
    else if (!put(array, index, value)) P.defineProperty(array, index, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  }

  fillMap(map, content) {
    const [, start, values] = this.list(content);
    expect(start % 2 === 0 && values.length % 2 === 0, 'a map with half an entry');
    const old = [];
    P.mapEach(map, (value, key) => old.push(key));
    for (const key of old.slice(start / 2)) P.mapDelete(map, key);
    for (let i = 0; i < values.length; i += 2) P.mapSet(map, this.heap.decode(values[i]), this.heap.decode(values[i + 1]));
  }

  fillSet(set, content) {
    const [, start, values] = this.list(content);
    const old = [];
    P.setEach(set, (value) => old.push(value));
    for (const value of old.slice(start)) P.setDelete(set, value);
    for (const wire of values) P.setAdd(set, this.heap.decode(wire));
  }

  /** Last, when all else stands: whole-object checks, and closing what the owner has closed. */
  settle(entry) {
    if (entry.kind === 'x') {
      entry.shadow = { values: [], content: null };
      return;
    }
    if (this.heap.policy) this.heap.policy.whole(entry);
    if (!entry.extensible) P.preventExtensions(entry.object);
    this.heap.takeShadow(entry);
  }
}

/** @returns {boolean} whether plain assignment did it */
function put(array, index, value) {
  try {
    array[index] = value;
    return true;
  } catch {
    return false;
  }
}

/** Without the stack of the bridge itself. */
function blankError() {
  const error = new P.Error();
  P.deleteProperty(error, 'stack');
  return error;
}

function regexp(extra) {
  expect(P.isArray(extra) && typeof extra[0] === 'string' && typeof extra[1] === 'string', 'a pattern that is none');
  try {
    return new P.RegExp(extra[0], extra[1]);
  } catch {
    throw new TamperedError('a pattern that is none');
  }
}

module.exports = { Builder };
