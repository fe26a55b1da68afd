'use strict';
/**
 * What an object is and holds, read in one place: `classify` names its kind, `readState` copies its present
 * state (the shadow that later changes are measured against), `isChanged` compares quickly.
 */
const P = require('./primordials.js');

const { types } = P;
const WRITABLE = 1;
const ENUMERABLE = 2;
const CONFIGURABLE = 4;
const ACCESSOR = 8;
const HOLE = Symbol('hole');
const SMALL_ARRAY = 256; // up to here an array's properties are listed to find extra ones
const LISTED_LENGTH = 1_000_000;
const EXTRAS_OF_ARRAYS = ['index', 'input', 'groups', 'indices', 'raw'];
const SPARSE_FACTOR = 8;

/** @returns {string} one letter: see README, "Kinds" */
function classify(object) {
  if (types.isProxy(object)) return 'x';
  if (typeof object === 'function') return 'f';
  if (P.isArray(object)) return 'a';
  if (types.isNativeError(object)) return 'e';
  if (types.isMap(object)) return 'm';
  if (types.isSet(object)) return 's';
  if (types.isDate(object)) return 'd';
  if (types.isRegExp(object)) return 'r';
  if (types.isPromise(object)) return 'p';
  if (types.isArrayBufferView(object)) return 't';
  if (types.isAnyArrayBuffer(object)) return 'b';
  if (types.isBoxedPrimitive(object)) return 'B';
  if (types.isModuleNamespaceObject(object)) return 'n';
  return 'o';
}

const isIndexKey = (key) => typeof key === 'string' && key >= '0' && key < ':' && `${key >>> 0}` === key;

function flagsOf(descriptor) {
  const flags = (descriptor.enumerable ? ENUMERABLE : 0) | (descriptor.configurable ? CONFIGURABLE : 0);
  if (!('value' in descriptor)) return flags | ACCESSOR;
  return flags | (descriptor.writable ? WRITABLE : 0);
}

const TEXTS_OF_ERRORS = new P.SafeSet(['stack', 'message', 'name']);

/** An error's stack may be an accessor of V8's own; it crosses as the text it gives. */
function readProperty(found, object, key, kind) {
  const descriptor = P.getOwn(object, key);
  if (descriptor === undefined) return;
  found.keys.push(key);
  if (kind === 'e' && !('value' in descriptor) && TEXTS_OF_ERRORS.has(key)) {
    found.flags.push(WRITABLE | CONFIGURABLE);
    found.values.push(`${object[key]}`);
    return;
  }
  const flags = flagsOf(descriptor);
  found.flags.push(flags);
  found.values.push(flags & ACCESSOR ? { get: descriptor.get, set: descriptor.set } : descriptor.value);
}

/** An export still in its dead zone reads as undefined. */
function readExport(namespace, key) {
  try {
    return namespace[key];
  } catch {
    return undefined;
  }
}

function readElements(array) {
  const elements = [];
  const { length } = array;
  for (let i = 0; i < length; i++) {
    const value = array[i];
    elements[i] = value === undefined && !P.hasOwn(array, i) ? HOLE : value;
  }
  return elements;
}

/** Arrays go as a list of elements; closed, very long sparse or odd ones go property by property. */
function isListed(array, keys) {
  if (array.length > LISTED_LENGTH && array.length > SPARSE_FACTOR * P.ownKeys(array).length) return false;
  if (P.isExtensible(array)) return true;
  return !keys.some((key) => isIndexKey(key) && flagsOf(P.getOwn(array, key)) !== (WRITABLE | ENUMERABLE | CONFIGURABLE));
}

/** The keys of a long array would cost more to list than all else; only those that builtins add are looked for. */
function keysOfArray(array) {
  if (array.length <= SMALL_ARRAY || !P.isExtensible(array)) return P.ownKeys(array);
  if (array.length > LISTED_LENGTH) return P.ownKeys(array);
  return EXTRAS_OF_ARRAYS.filter((key) => P.hasOwn(array, key));
}

/** A Buffer that is a slice of Node's pool crosses alone: the rest of the pool is nobody's business. */
const isSlice = (object) => types.isUint8Array(object) && P.Buffer.isBuffer(object) && P.viewBuffer(object).byteLength !== P.viewLength(object);

function readBytes(object) {
  return P.Buffer.from(types.isArrayBufferView(object) ? object : P.Buffer.from(object));
}

function readContent(object, kind) {
  if (kind === 'd') return P.dateValue(object);
  if (kind === 'b' || (kind === 't' && isSlice(object))) return readBytes(object);
  if (kind !== 'm' && kind !== 's') return null;
  const list = [];
  if (kind === 'm') P.mapEach(object, (value, key) => list.push(key, value));
  else P.setEach(object, (value) => list.push(value));
  return list;
}

function ownKeysOf(object, kind, keep) {
  if (kind === 't') return P.ownKeys(object).filter((key) => !isIndexKey(key));
  const keys = P.ownKeys(object);
  return keep === null ? keys : keys.filter((key) => keep(object, key));
}

const blank = (object, kind) => ({ keys: [], flags: [], values: [], proto: prototypeOf(object, kind), extensible: P.isExtensible(object), keyCount: 0, content: null });

/** Errors of Node's own have a link of its making between them and Error.prototype, which computes its constructor. */
function prototypeOf(object, kind) {
  const proto = P.getPrototypeOf(object);
  if (kind !== 'e' || proto === null) return proto;
  const own = P.getOwn(proto, 'constructor');
  return own !== undefined && !('value' in own) ? P.getPrototypeOf(proto) : proto;
}

/** @returns the state: parallel lists of keys, flags and values, and what the kind holds besides */
function readState(object, kind, keep) {
  if (kind === 'a') return readArray(object);
  const state = blank(object, kind);
  const keys = ownKeysOf(object, kind, keep);
  state.keyCount = kind === 'f' ? P.ownKeys(object).length : keys.length;
  state.content = readContent(object, kind);
  for (const key of keys) {
    if (kind === 'n') readExportProperty(state, object, key);
    else readProperty(state, object, key, kind);
  }
  return state;
}

function readExportProperty(state, namespace, key) {
  state.keys.push(key);
  state.flags.push(WRITABLE | ENUMERABLE);
  state.values.push(readExport(namespace, key));
}

function readArray(array) {
  const state = blank(array);
  const keys = keysOfArray(array);
  const listed = isListed(array, keys);
  state.keyCount = keys.length;
  state.content = listed ? readElements(array) : array.length;
  for (const key of keys) if (key !== 'length' && !(listed && isIndexKey(key))) readProperty(state, array, key, 'a');
  return state;
}

function sameKeys(keys, state) {
  if (keys.length !== state.keys.length) return false;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== state.keys[i]) return false;
  return true;
}

function sameValues(object, state, kind) {
  const { keys, flags, values } = state;
  for (let i = 0; i < keys.length; i++) {
    if (flags[i] & ACCESSOR) continue;
    const value = kind === 'n' ? readExport(object, keys[i]) : object[keys[i]];
    if (value !== values[i] && !P.is(value, values[i])) return false;
  }
  return true;
}

function sameProperties(object, kind, state, keep) {
  if (kind === 'f') return P.ownKeys(object).length === state.keyCount && sameValues(object, state, kind);
  return sameKeys(ownKeysOf(object, kind, keep), state) && sameValues(object, state, kind);
}

function sameElements(array, elements) {
  for (let i = 0; i < elements.length; i++) {
    const value = array[i];
    if (value === elements[i] ? value === undefined && !P.hasOwn(array, i) : !sameOddElement(array, i, elements[i])) return false;
  }
  return true;
}

const sameOddElement = (array, i, before) => (before === HOLE ? !P.hasOwn(array, i) : P.is(array[i], before));

function sameArray(array, state) {
  const elements = state.content;
  if (typeof elements === 'number' || array.length !== elements.length) return false;
  if (!sameElements(array, elements) || !sameValues(array, state, 'a')) return false;
  return array.length > SMALL_ARRAY || P.ownKeys(array).length === state.keyCount;
}

function sameSet(set, list) {
  let i = 0;
  let same = true;
  P.setEach(set, (value) => {
    same = same && i < list.length && P.is(list[i], value);
    i += 1;
  });
  return same && i === list.length;
}

function sameMap(map, list) {
  let i = 0;
  let same = true;
  P.mapEach(map, (value, key) => {
    same = same && i < list.length && P.is(list[i], key) && P.is(list[i + 1], value);
    i += 2;
  });
  return same && i === list.length;
}

function sameContent(object, kind, state) {
  if (kind === 'm') return sameMap(object, state.content);
  if (kind === 's') return sameSet(object, state.content);
  if (kind === 'd') return P.is(P.dateValue(object), state.content);
  if (state.content !== null && P.Buffer.isBuffer(state.content)) return readBytes(object).equals(state.content);
  return true;
}

/** Quick: a change of a property's attributes alone, with its value the same, is only seen with others. */
function isChanged(object, kind, state, keep) {
  if (P.isExtensible(object) !== state.extensible || prototypeOf(object, kind) !== state.proto) return true;
  if (kind === 'a') return !sameArray(object, state);
  return !sameProperties(object, kind, state, keep) || !sameContent(object, kind, state);
}

module.exports = { ACCESSOR, CONFIGURABLE, ENUMERABLE, HOLE, WRITABLE, classify, isChanged, isSlice, readState };
