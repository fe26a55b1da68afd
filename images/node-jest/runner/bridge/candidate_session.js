'use strict';
const P = require('./primordials.js');
const { BridgeError, TamperedError } = require('./errors.js');
const { CALL, FORWARD, LOAD, MODULE, PROVIDE, RESET, RESULT, TICK } = require('./messages.js');
const { Session, Thrown } = require('./session.js');
const { Settlements } = require('./settlements.js');

const drain = process._tickCallback.bind(process); // runs what is due: next ticks and microtasks

/** The candidate's side: it answers, and speaks of its own accord only when the judge gives it a turn. */
class CandidateSession extends Session {
  /**
   * @param {object} options
   * @param {object} options.state { held, early, turn, rang, notes } shared by successive sessions
   */
  constructor({ intrinsics, limits, channel, ring, state, host }) {
    super({ sign: 1, intrinsics, limits, channel, policy: null, onNews: () => this.news() });
    Object.assign(this, { ring, state, host, retired: false });
  }

  /** Tells the judge, when it next has time, that there is something to hear. */
  news() {
    const { state } = this;
    if (state.turn > 0 || state.held || state.rang || this.retired) return;
    state.rang = true;
    this.ring();
  }

  /** Called by stand-ins of the judge's functions. */
  ask(op, id, encode) {
    if (this.retired) throw new BridgeError('the test that this belongs to is over');
    const fields = (heap) => [op, id, ...encode(heap)];
    try {
      this.enter();
      return this.state.turn > 0 ? this.exchange(fields) : this.askInTurn(fields);
    } catch (error) {
      throw error instanceof Thrown ? error.value : error;
    } finally {
      this.depth -= 1;
    }
  }

  /** @returns {object} the exports of a module that the judge provides */
  module(path) {
    return this.ask(MODULE, path, () => []);
  }

  exchange(fields) {
    this.post(CALL, fields);
    return this.await();
  }

  /** From a timer or another event: waits for a turn, serving the judge meanwhile. */
  askInTurn(fields) {
    this.news();
    const message = this.untilTick();
    this.state.turn += 1;
    try {
      Settlements.apply(this.heap, message[2]);
      return this.exchange(fields);
    } finally {
      this.state.turn -= 1;
      this.replyTick();
    }
  }

  untilTick() {
    const { state } = this;
    for (;;) {
      if (!state.held) state.early += 1; // its doorbell byte will find the message already read
      const message = this.next();
      if (message[0] === TICK) return message;
      const served = this.serveCall(message);
      if (!served) throw new BridgeError('a module is being loaded');
      if (this.retired) this.abandon();
    }
  }

  /** The waiting code is given up, so that the event loop can serve the next test file. */
  abandon() {
    P.setImmediate(() => this.host.serveWhileHeld());
    throw new BridgeError('the test that this belongs to is over');
  }

  /** Reads and serves one message from the event loop. @returns {boolean} false if its answer will come later */
  serveOne() {
    const message = this.next();
    if (message[0] !== TICK) return this.serveCall(message);
    this.state.turn += 1;
    Settlements.apply(this.heap, message[2]);
    this.runDue();
    this.state.turn -= 1;
    this.replyTick();
    return true;
  }

  runDue() {
    for (;;) {
      try {
        return drain();
      } catch (error) {
        this.host.uncaught(error);
      }
    }
  }

  replyTick() {
    const notes = this.state.notes.splice(0);
    this.state.held = false;
    this.state.rang = false;
    this.post(TICK, (heap) => [this.settlements.take(heap), notes]);
  }

  serveCall(message) {
    if (message[0] !== CALL) throw new TamperedError('a message out of turn');
    this.state.held = true;
    if (message[2] === LOAD) return this.load(message[3]);
    if (message[2] === RESET) return this.reset();
    if (message[2] === PROVIDE) return this.reply(true, this.host.provide(message[3]));
    this.state.turn += 1;
    try {
      if (message[2] === FORWARD) this.reply(true, this.host.forward(message[3], message[4] === null ? null : this.heap.decode(message[4])));
      else this.answer(message);
    } finally {
      this.state.turn -= 1;
    }
    return true;
  }

  reply(ok, value) {
    this.post(RESULT, (heap) => [ok, heap.encode(value)]);
    return true;
  }

  reset() {
    this.retired = true;
    this.host.renew().reply(true, undefined);
    return true;
  }

  load(path) {
    this.state.turn += 1;
    const loaded = this.tryLoad(path);
    if (loaded.later === undefined) return this.loaded(loaded.ok, loaded.value);
    const resume = (ok) => (value) => P.setImmediate(() => {
      this.loaded(ok, value);
      this.host.serveWhileHeld();
    });
    P.promiseThen(loaded.later, resume(true), resume(false));
    return false;
  }

  tryLoad(path) {
    try {
      return { ok: true, ...this.host.load(path) };
    } catch (error) {
      return { ok: false, value: error };
    }
  }

  loaded(ok, value) {
    this.state.turn -= 1;
    return this.reply(ok, value);
  }
}

module.exports = { CandidateSession };
