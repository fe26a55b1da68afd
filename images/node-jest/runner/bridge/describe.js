'use strict';
/** Turns an object's state, or its difference from an earlier one, into a record. README, "Records". */
const P = require('./primordials.js');
const { ACCESSOR, CONFIGURABLE, isSlice } = require('./state.js');

const NEW = 0;
const CHANGE = 1;
const SAME = 0;

/** @returns {'class'|'function'|'method'} what can be seen of a function's kind besides its prototype link */
function functionKind(fn) {
  if (P.startsWith(P.functionSource(fn), 'class')) return 'class';
  const constructible = P.hasOwn(fn, 'prototype') && !P.types.isGeneratorFunction(fn);
  return constructible ? 'function' : 'method';
}

function viewExtra(heap, view) {
  const name = P.Buffer.isBuffer(view) ? 'Buffer' : typeName(view);
  if (isSlice(view)) return [name, null, 0, P.viewLength(view)];
  return [name, heap.encode(P.viewBuffer(view)), P.viewOffset(view), P.viewLength(view)];
}

function typeName(view) {
  if (P.types.isDataView(view)) return 'DataView';
  return P.typedName(view);
}


function boxed(object) {
  if (P.types.isStringObject(object)) return P.stringValue(object);
  if (P.types.isNumberObject(object)) return P.numberValue(object);
  if (P.types.isBooleanObject(object)) return P.booleanValue(object);
  if (P.types.isBigIntObject(object)) return P.bigintValue(object);
  return P.symbolValue(object);
}

/** What must be known to make the object at all. */
function extraOf(heap, { object, kind, hidden }) {
  switch (kind) {
    case 'f': return functionKind(object);
    case 'r': return [P.regexpSource(object), P.regexpFlags(object)];
    case 't': return viewExtra(heap, object);
    case 'b': return object.byteLength;
    case 'B': return heap.encode(boxed(object));
    case 'x': return typeof object === 'function' ? 'function' : P.isArray(object) ? 'array' : 'object';
    case 'o': return hidden ?? null;
    default: return null;
  }
}

function pushProperty(heap, out, state, i) {
  const flags = state.flags[i];
  const value = state.values[i];
  out.push(heap.encodeKey(state.keys[i]), flags);
  if (flags & ACCESSOR) out.push(heap.encode(value.get), heap.encode(value.set));
  else out.push(heap.encode(value));
}

function encodeList(heap, list, from) {
  const out = [];
  for (let i = from; i < list.length; i++) out.push(heap.encode(list[i]));
  return out;
}

function commonStart(before, after) {
  if (!P.isArray(before)) return 0;
  let i = 0;
  while (i < before.length && i < after.length && P.is(before[i], after[i])) i++;
  return i;
}

/** @param {unknown} before the content agreed on earlier, or undefined; only what follows their common start is sent */
function contentOf(heap, kind, before, after) {
  if (P.Buffer.isBuffer(after)) return after.toString('base64');
  if (kind === 'd') return heap.encode(after);
  if (kind === 'a' && typeof after === 'number') return [after];
  if (kind !== 'a' && kind !== 'm' && kind !== 's') return null;
  const start = commonStart(before, after);
  const whole = kind === 'm' ? start - (start % 2) : start;
  return [after.length, whole, encodeList(heap, after, whole)];
}

function describeNew(heap, entry) {
  const { id, kind, shadow } = entry;
  const extra = extraOf(heap, entry);
  if (kind === 'x') return [NEW, id, kind, extra];
  const properties = [];
  for (let i = 0; i < shadow.keys.length; i++) pushProperty(heap, properties, shadow, i);
  return [NEW, id, kind, extra, heap.encode(shadow.proto), properties, contentOf(heap, kind, undefined, shadow.content), shadow.extensible];
}

/** True if the keys that stayed are still in their order, with all new ones after them. */
function keepsOrder(before, after) {
  const left = new P.SafeSet(after.keys);
  const stayed = before.keys.filter((key) => left.has(key));
  return stayed.every((key, i) => key === after.keys[i]);
}

function sameProperty(before, at, after, i) {
  if (before.flags[at] !== after.flags[i]) return false;
  if (!(after.flags[i] & ACCESSOR)) return P.is(before.values[at], after.values[i]);
  return before.values[at].get === after.values[i].get && before.values[at].set === after.values[i].set;
}

function describeChange(heap, { id, kind, shadow: after }, before) {
  const ordered = keepsOrder(before, after);
  const places = new P.SafeMap(before.keys.map((key, i) => [key, i]));
  const properties = [];
  for (let i = 0; i < after.keys.length; i++) {
    const at = places.get(after.keys[i]);
    if (!ordered || at === undefined || !sameProperty(before, at, after, i)) pushProperty(heap, properties, after, i);
  }
  const left = new P.SafeSet(after.keys);
  const gone = before.keys.filter((key, i) => !left.has(key) || (!ordered && before.flags[i] & CONFIGURABLE));
  const proto = before.proto === after.proto ? SAME : heap.encode(after.proto);
  return [CHANGE, id, proto, gone.map((key) => heap.encodeKey(key)), properties, contentOf(heap, kind, before.content, after.content), after.extensible];
}

module.exports = { CHANGE, NEW, SAME, describeChange, describeNew, typeName };
