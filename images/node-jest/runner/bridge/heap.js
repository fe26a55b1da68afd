'use strict';
const P = require('./primordials.js');
const { BridgeError, TamperedError } = require('./errors.js');
const { SymbolTable, decodeBigint, decodeOddNumber, encodeBigint, encodeNumber } = require('./wire.js');
const { classify, isChanged, readState, HOLE } = require('./state.js');
const { keeperFor } = require('./visible.js');
const { describeNew, describeChange } = require('./describe.js');
const { Builder } = require('./build.js');

const { types } = P;

/**
 * The objects that both sides know, each under one id, with the state at which they last agreed.
 *
 * The judge numbers its own objects downwards from -1, the candidate upwards from 1, so that neither can name
 * an object of the other's that it was not sent: an id is looked up in this table and nowhere else.
 */
class Heap {
  /**
   * @param {object} options
   * @param {1|-1} options.sign of the ids that this side gives out
   * @param {Intrinsics} options.intrinsics
   * @param {object} options.limits
   * @param {object} options.remote what stand-ins call: { call, construct }
   * @param {object|null} options.policy the judge's checks on what arrives
   */
  constructor({ sign, intrinsics, limits, remote, policy, onPromise }) {
    Object.assign(this, { sign, intrinsics, limits, remote, policy, onPromise });
    this.symbols = new SymbolTable(sign);
    this.entries = new P.SafeMap();
    this.byObject = new P.SafeMap(); // strong: the other side may name any of them again
    this.promises = new P.SafeMap(); // copies of the other side's promises that are still open
    this.recent = new P.SafeSet();
    this.cost = 0; // of looking over the recent ones
    this.last = 0;
    this.message = 0;
    this.queue = [];
    this.builder = new Builder(this);
  }

  // --- sending ---

  /** Starts a message: changes of shared objects come first, so that values decode against them. */
  begin() {
    this.message += 1;
    this.queue = [];
  }

  /** @returns {unknown} the value as JSON data; objects are queued to be described */
  encode(value) {
    switch (typeof value) {
      case 'string': case 'boolean': return value;
      case 'number': return encodeNumber(value);
      case 'undefined': return ['v'];
      case 'bigint': return encodeBigint(value);
      case 'symbol': return value === HOLE ? ['h'] : this.symbols.encode(value);
      default: return value === null ? null : this.encodeObject(value);
    }
  }

  encodeObject(object) {
    const name = this.intrinsics.names.get(object);
    if (name !== undefined) return ['i', name];
    const entry = this.byObject.get(object) ?? this.adopt(object);
    this.visit(entry);
    return [entry.id];
  }

  encodeKey(key) {
    return typeof key === 'string' ? key : this.symbols.encode(key);
  }

  /** Gives an object of this side an id. */
  adopt(object) {
    const entry = this.register({ id: this.sign * ++this.last, object, kind: this.kindOf(object), mine: true });
    entry.hidden = this.intrinsics.hidden.get(object);
    return entry;
  }

  kindOf(object) {
    if (types.isProxy(object) || typeof object === 'function' || P.isArray(object)) return classify(object);
    const proto = P.getPrototypeOf(object);
    return proto !== null && this.intrinsics.names.get(proto) === 'Object.prototype' ? 'o' : classify(object);
  }

  register({ id, object, kind, mine }) {
    if (this.entries.size >= this.limits.objects) throw new BridgeError('too many objects are shared with the program', 'limit');
    const entry = { id, object, kind, mine, hidden: undefined, shadow: null, keep: undefined, message: 0, cost: 0, pinned: false };
    this.entries.set(id, entry);
    this.byObject.set(object, entry);
    return entry;
  }

  keeper(entry) {
    if (entry.keep === undefined) {
      const restricted = entry.mine && this.sign < 0;
      entry.keep = keeperFor({ object: entry.object, kind: entry.kind, restricted, intrinsics: this.intrinsics });
    }
    return entry.keep;
  }

  /** Queues an object that the message names: it and all below it is looked over. */
  visit(entry) {
    if (entry.message === this.message) return;
    entry.message = this.message;
    this.queue.push(entry);
  }

  /** Ends a message. @returns {unknown[]} the records for all that is new or changed and within reach */
  finish() {
    const records = [];
    for (let i = 0; i < this.queue.length; i++) this.record(records, this.queue[i], i < this.limits.reach);
    const named = this.queue.length;
    this.recent.forEach((entry) => this.visit(entry));
    for (let i = named; i < this.queue.length; i++) this.record(records, this.queue[i], false);
    this.queue = [];
    this.trim();
    return records;
  }

  record(records, entry, deep) {
    const record = this.recordOf(entry, deep);
    if (record === null) return;
    records.push(record);
    if (records.length > this.limits.recordsPerMessage) throw new BridgeError('one message holds too many objects', 'limit');
  }

  recordOf(entry, deep) {
    if (entry.shadow === null) return this.introduce(entry);
    if (entry.kind === 'x' || entry.hidden !== undefined) return null;
    if (!isChanged(entry.object, entry.kind, entry.shadow, this.keeper(entry))) {
      if (deep) this.visitChildren(entry);
      return null;
    }
    const before = entry.shadow;
    this.takeShadow(entry);
    return describeChange(this, entry, before);
  }

  introduce(entry) {
    if (entry.kind === 'x') entry.shadow = { values: [], content: null };
    else this.takeShadow(entry);
    if (entry.kind === 'p') this.onPromise(entry);
    return describeNew(this, entry);
  }

  /** Remembers the present state as the one that both sides agree on. */
  takeShadow(entry) {
    entry.shadow = readState(entry.object, entry.kind, this.keeper(entry));
    if (entry.hidden !== undefined) this.addInherited(entry);
    if (entry.kind !== 'x' && entry.hidden === undefined) this.touch(entry);
  }

  /** The receiver links a builtin class to its own: what is inherited must come along, or it would run there. */
  addInherited({ object, shadow }) {
    const known = new P.SafeSet(shadow.keys);
    for (let link = P.getPrototypeOf(object); link !== null && !this.intrinsics.names.has(link); link = P.getPrototypeOf(link)) {
      const inherited = readState(link, 'o', null);
      for (let i = 0; i < inherited.keys.length; i++) {
        if (known.has(inherited.keys[i])) continue;
        known.add(inherited.keys[i]);
        for (const list of ['keys', 'flags', 'values']) shadow[list].push(inherited[list][i]);
      }
    }
  }

  /** Makes an object one of those that the next messages look over. */
  touch(entry) {
    if (this.recent.delete(entry)) this.cost -= entry.cost;
    entry.cost = costOf(entry);
    this.cost += entry.cost;
    this.recent.add(entry);
  }

  visitChildren(entry) {
    if (entry.kind === 'f') return;
    if (!this.recent.has(entry)) this.touch(entry);
    const { values, content } = entry.shadow;
    for (const value of values) this.visitValue(value);
    if (P.isArray(content)) for (const value of content) this.visitValue(value);
  }

  visitValue(value) {
    if (value === null || typeof value !== 'object') return;
    const entry = this.byObject.get(value);
    if (entry !== undefined) this.visit(entry);
  }

  /** Keeps the cost of a message level: what was touched longest ago is no longer looked over. */
  trim() {
    if (this.cost <= this.limits.scanCost) return;
    this.recent.forEach((entry) => {
      if (this.cost <= this.limits.scanCost || entry.pinned) return;
      this.cost -= entry.cost;
      this.recent.delete(entry);
    });
  }

  /** The exports of a module may change without being named. */
  pin(value) {
    const entry = this.byObject.get(value);
    if (entry !== undefined) entry.pinned = true;
  }

  // --- receiving ---

  /** @returns {unknown} the value that the JSON data stands for */
  decode(wire) {
    if (typeof wire !== 'object' || wire === null) return wire;
    if (!P.isArray(wire) || wire.length === 0) throw new TamperedError('a value that is none');
    if (typeof wire[0] === 'number') return this.lookUp(wire[0]).object;
    switch (wire[0]) {
      case 'v': return undefined;
      case 'n': return decodeOddNumber(wire[1]);
      case 'g': return decodeBigint(wire[1]);
      case 'h': return HOLE;
      case 'i': return this.intrinsic(wire[1]);
      default: return this.symbols.decode(wire);
    }
  }

  decodeKey(wire) {
    if (typeof wire === 'string') return wire;
    if (!P.isArray(wire)) throw new TamperedError('a property key that is none');
    return this.symbols.decode(wire);
  }

  lookUp(id) {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new TamperedError('an object that was never sent');
    return entry;
  }

  intrinsic(name) {
    const object = this.intrinsics.objects.get(name);
    if (object === undefined) throw new BridgeError(`the builtin ${`${name}`.slice(0, 80)} is not known here`);
    return this.policy ? this.policy.builtin(name, object) : object;
  }

  /** Builds and changes objects as the records say. */
  absorb(records) {
    this.builder.absorb(records);
  }
}

/** About how long a look takes, in plain objects. */
function costOf({ kind, shadow }) {
  if (kind === 'f') return 1 / 2;
  const share = kind === 'a' ? 64 : 16;
  return 1 + shadow.keys.length / 4 + (shadow.content?.length ?? 0) / share;
}

module.exports = { Heap };
