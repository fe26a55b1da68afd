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
const SMALL_ARRAY = 64; // up to here an array's extra properties are looked over each time
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

/** An error's stack may be an accessor of V8's own; it crosses as the text it gives. */
function readProperty(object, key, kind) {
  const descriptor = P.getOwn(object, key);
  if (descriptor === undefined) return undefined;
  if (kind === 'e' && !('value' in descriptor) && (key === 'stack' || key === 'message' || key === 'name')) {
    return { flags: WRITABLE | CONFIGURABLE, value: `${object[key]}` };
  }
  const flags = flagsOf(descriptor);
  return { flags, value: flags & ACCESSOR ? { get: descriptor.get, set: descriptor.set } : descriptor.value };
}

/** An export still in its dead zone reads as undefined. */
function readExport(namespace, key) {
  try {
    return { flags: WRITABLE | ENUMERABLE, value: namespace[key] };
  } catch {
    return { flags: WRITABLE | ENUMERABLE, value: undefined };
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

/** Dense arrays of plain elements go as a list; any other goes property by property. */
function isDense(array, keys) {
  if (array.length > SPARSE_FACTOR * keys.length + SMALL_ARRAY) return false;
  for (let i = 0; i < keys.length && isIndexKey(keys[i]); i++) {
    const descriptor = P.getOwn(array, keys[i]);
    if (flagsOf(descriptor) !== (WRITABLE | ENUMERABLE | CONFIGURABLE)) return false;
  }
  return true;
}

/** A Buffer that is a slice of Node's pool crosses alone: the rest of the pool is nobody's business. */
const isSlice = (object) => types.isUint8Array(object) && P.Buffer.isBuffer(object) && P.viewBuffer(object).byteLength !== P.viewLength(object);

function readBytes(object) {
  return P.Buffer.from(types.isArrayBufferView(object) ? object : P.Buffer.from(object));
}

function readContent(object, kind, keys) {
  if (kind === 'a') return isDense(object, keys) ? readElements(object) : object.length;
  if (kind === 'd') return P.dateValue(object);
  if (kind === 'b' || (kind === 't' && isSlice(object))) return readBytes(object);
  const list = [];
  if (kind === 'm') P.mapEach(object, (value, key) => list.push(key, value));
  else if (kind === 's') P.setEach(object, (value) => list.push(value));
  return list;
}

function ownKeysOf(object, kind, keep) {
  const keys = P.ownKeys(object);
  const wanted = kind === 't' ? keys.filter((key) => !isIndexKey(key)) : keys;
  return keep ? wanted.filter((key) => keep(object, key)) : wanted;
}

/** @returns the state: parallel lists of keys, flags and values, and what the kind holds besides */
function readState(object, kind, keep) {
  const allKeys = ownKeysOf(object, kind, keep);
  const content = readContent(object, kind, allKeys);
  const listed = kind === 'a' && typeof content !== 'number';
  const keys = listed ? allKeys.filter((key) => !isIndexKey(key)) : allKeys;
  const found = readProperties(object, kind, kind === 'a' ? keys.filter((key) => key !== 'length') : keys);
  found.proto = P.getPrototypeOf(object);
  found.extensible = P.isExtensible(object);
  found.keyCount = allKeys.length;
  found.content = content;
  return found;
}

function readProperties(object, kind, keys) {
  const found = { keys: [], flags: [], values: [] };
  for (const key of keys) {
    const property = kind === 'n' ? readExport(object, key) : readProperty(object, key, kind);
    if (property === undefined) continue;
    found.keys.push(key);
    found.flags.push(property.flags);
    found.values.push(property.value);
  }
  return found;
}

function sameProperties(object, state, keys, kind) {
  if (keys.length !== state.keys.length) return false;
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] !== state.keys[i]) return false;
    if (!(state.flags[i] & ACCESSOR) && !P.is(readQuick(object, keys[i], kind), state.values[i])) return false;
  }
  return true;
}

const readQuick = (object, key, kind) => (kind === 'n' ? readExport(object, key).value : object[key]);

function sameArray(array, state) {
  const elements = state.content;
  if (typeof elements === 'number') return false;
  if (array.length !== elements.length) return false;
  for (let i = 0; i < elements.length; i++) {
    const value = array[i];
    if (P.is(value, elements[i])) {
      if (value === undefined && !P.hasOwn(array, i)) return false;
    } else if (elements[i] !== HOLE || P.hasOwn(array, i)) return false;
  }
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
  if (P.Buffer.isBuffer(state.content)) return readBytes(object).equals(state.content);
  return true;
}

/** Quick: a change of a property's attributes alone, with its value the same, is only seen with others. */
function isChanged(object, kind, state, keep) {
  if (P.isExtensible(object) !== state.extensible || P.getPrototypeOf(object) !== state.proto) return true;
  if (kind === 'a') return !sameArray(object, state);
  return !sameProperties(object, state, ownKeysOf(object, kind, keep), kind) || !sameContent(object, kind, state);
}

module.exports = { ACCESSOR, CONFIGURABLE, ENUMERABLE, HOLE, WRITABLE, classify, isChanged, isSlice, readState };
