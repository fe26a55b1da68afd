'use strict';
const P = require('./primordials.js');
const { BridgeError, TamperedError } = require('./errors.js');
const { Heap } = require('./heap.js');
const { Settlements } = require('./settlements.js');
const { APPLY, CALL, CONSTRUCT, RESULT, TRAP } = require('./messages.js');
const { prepare } = require('./operations.js');

/** What judge and candidate do alike: pack and unpack messages, call across, answer calls. */
class Session {
  constructor({ sign, intrinsics, limits, channel, policy, onNews }) {
    this.limits = limits;
    this.channel = channel;
    this.depth = 0;
    this.settlements = new Settlements(onNews, (value) => this.rejected(value));
    this.heap = new Heap({
      sign, intrinsics, limits, policy,
      remote: {
        call: (entry, self, args) => this.ask(APPLY, entry.id, (heap) => [heap.encode(self), encodeAll(heap, args)]),
        construct: (entry, args, newTarget) => this.ask(CONSTRUCT, entry.id, (heap) => [encodeAll(heap, args), newTargetOf(heap, entry, newTarget)]),
        trap: (entry, trap, args, shape) => this.trap(entry, trap, args, shape),
      },
      onPromise: (entry) => this.settlements.watch(entry),
    });
  }

  trap(entry, trap, args) {
    return this.ask(TRAP, entry.id, (heap) => [trap, encodeAll(heap, args)]);
  }

  /** @param {(heap: Heap) => unknown[]} encode gives the message's fields */
  post(type, encode) {
    this.heap.begin();
    const fields = encode(this.heap);
    const records = this.heap.finish();
    this.transmit(P.stringify([type, records, ...fields]));
  }

  transmit(text) {
    this.channel.send(text);
  }

  checkAlive() {}

  rejected() {}

  /** @returns {unknown[]} the next message's type and fields, its records absorbed */
  next() {
    const message = parse(this.channel.receive());
    if (!P.isArray(message) || message.length < 2) throw new TamperedError('a frame that is no message');
    this.heap.absorb(message[1]);
    return message;
  }

  /** Answers a call of the other side's. */
  answer(message) {
    const run = this.prepare(message);
    this.enter();
    try {
      const outcome = attempt(run);
      this.checkAlive();
      this.post(RESULT, (heap) => [outcome.ok, heap.encode(outcome.value)]);
      return outcome;
    } finally {
      this.depth -= 1;
    }
  }

  /** @returns a function that does what is asked */
  prepare(message) {
    return prepare(this.heap, message[2], message[3], message[4], message[5]);
  }

  enter() {
    if (this.depth >= this.limits.depth) throw new BridgeError('calls between test and program are nested too deep', 'limit');
    this.depth += 1;
  }

  /** Waits for a call's result, answering calls that come first. */
  await() {
    for (;;) {
      const message = this.next();
      if (message[0] === RESULT) return this.result(message);
      if (message[0] !== CALL) throw new TamperedError('a message out of turn');
      this.answer(message);
    }
  }

  result([, , ok, wire]) {
    const value = this.heap.decode(wire);
    if (ok === true) return value;
    throw new Thrown(value);
  }
}

function attempt(run) {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    return { ok: false, value: error };
  }
}

/** Carries what the other side threw past this side's own error handling. */
class Thrown {
  constructor(value) {
    this.value = value;
  }
}

function parse(text) {
  try {
    return P.parse(text);
  } catch {
    throw new TamperedError('a frame that is no JSON');
  }
}

function encodeAll(heap, args) {
  const out = [];
  for (let i = 0; i < args.length; i++) out.push(heap.encode(args[i]));
  return out;
}

const newTargetOf = (heap, entry, newTarget) => (newTarget === entry.object ? null : heap.encode(newTarget));

module.exports = { Session, Thrown };
