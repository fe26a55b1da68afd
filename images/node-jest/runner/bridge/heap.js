'use strict';
const P = require('./primordials.js');
const { BridgeError, TamperedError } = require('./errors.js');
const { SymbolTable, decodeBigint, decodeOddNumber, encodeBigint, encodeNumber } = require('./wire.js');
const { classify, isChanged, readState, HOLE } = require('./state.js');
const { keeperFor } = require('./visible.js');
const { describeNew, describeChange } = require('./describe.js');
const { Builder } = require('./build.js');

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
    this.byObject = new P.SafeWeakMap();
    this.promises = new P.SafeMap(); // copies of the other side's promises that are still open
    this.recent = new P.SafeSet();
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
    const entry = this.register({ id: this.sign * ++this.last, object, kind: classify(object), mine: true });
    entry.hidden = this.intrinsics.hidden.get(object);
    return entry;
  }

  register({ id, object, kind, mine }) {
    if (this.entries.size >= this.limits.objects) throw new BridgeError('too many objects are shared with the program', 'limit');
    const entry = { id, object, kind, mine, hidden: undefined, shadow: null, keep: undefined, message: 0 };
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

  visit(entry) {
    if (entry.message === this.message) return;
    entry.message = this.message;
    this.queue.push(entry);
  }

  /** Ends a message. @returns {unknown[]} the records for all that is new or changed and within reach */
  finish() {
    const records = [];
    this.recent.forEach((entry) => this.visit(entry));
    for (let i = 0; i < this.queue.length; i++) {
      const record = this.recordOf(this.queue[i]);
      if (record !== null) records.push(record);
      if (records.length > this.limits.recordsPerMessage) throw new BridgeError('one message holds too many objects', 'limit');
    }
    this.queue = [];
    this.trim();
    return records;
  }

  recordOf(entry) {
    if (entry.shadow === null) return this.introduce(entry);
    if (entry.kind === 'x' || entry.hidden !== undefined) return null;
    if (!isChanged(entry.object, entry.kind, entry.shadow, this.keeper(entry))) {
      if (!this.recent.has(entry)) this.visitChildren(entry);
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
    this.recent.delete(entry);
    if (entry.kind !== 'x' && entry.hidden === undefined) this.recent.add(entry);
  }

  /** What lies below an object that has aged is looked over when the object itself is named again. */
  visitChildren(entry) {
    this.recent.add(entry);
    const { values, content } = entry.shadow;
    for (const value of values) this.visitValue(value);
    if (P.isArray(content)) for (const value of content) this.visitValue(value);
  }

  visitValue(value) {
    if (value === null || typeof value !== 'object') return;
    const entry = this.byObject.get(value);
    if (entry !== undefined) this.visit(entry);
  }

  /** Keeps the cost of a message level: the least recently changed objects are no longer looked over. */
  trim() {
    let slots = 0;
    this.recent.forEach((entry) => { slots += sizeOf(entry.shadow); });
    if (slots <= this.limits.scanSlots) return;
    this.recent.forEach((entry) => {
      if (slots <= this.limits.scanSlots) return;
      slots -= sizeOf(entry.shadow);
      this.recent.delete(entry);
    });
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

const sizeOf = (shadow) => 1 + shadow.values.length + (shadow.content?.length ?? 0);

module.exports = { Heap };
