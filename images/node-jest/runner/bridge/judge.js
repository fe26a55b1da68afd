'use strict';
const net = require('node:net');
const { Channel, ring } = require('./channel.js');
const { DEFAULT_LIMITS } = require('./limits.js');
const { Intrinsics } = require('./intrinsics.js');
const { JudgeSession } = require('./judge_session.js');

const FAKE_TIMERS = Object.freeze(['timers', 'Date', 'performance']);
const DEFAULT_FDS = Object.freeze({ messagesOut: 5, messagesIn: 6, doorbellIn: 7, doorbellOut: 8 });

/** The judge's end of the bridge. One per test file; README.md describes all of it. */
class JudgeBridge {
  /**
   * @param {object} options
   * @param {object} [options.fds] { messagesOut, messagesIn, doorbellIn, doorbellOut }
   * @param {object} [options.realm] the global object whose builtins the tests see
   * @param {object} [options.limits] see limits.js
   */
  constructor({ fds = DEFAULT_FDS, realm = globalThis, limits = {} } = {}) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.fds = fds;
    this.realm = realm;
    /** @type {{kind: string, sentence: string}[]} anything here means that the run is no pass */
    this.incidents = [];
    /** @type {string[]} what the candidate reported: uncaught errors, unhandled rejections */
    this.notes = [];
    const channel = new Channel({ readFd: fds.messagesIn, writeFd: fds.messagesOut, limits: this.limits });
    this.channel = channel;
    this.doorbell = new net.Socket({ fd: fds.doorbellIn, readable: true, writable: false });
    this.doorbell.on('data', () => this.session.tick());
    this.doorbell.on('error', () => {});
    this.session = this.open(realm);
  }

  open(realm) {
    return new JudgeSession({
      realm,
      limits: this.limits,
      channel: this.channel,
      intrinsics: new Intrinsics(realm === globalThis ? [realm] : [realm, globalThis]),
      ring: () => ring(this.fds.doorbellOut),
      report: (incident) => this.report(incident),
      note: (sentence) => { if (this.notes.length < this.limits.notes) this.notes.push(sentence); },
    });
  }

  report(incident) {
    if (this.incidents.length < this.limits.incidents) this.incidents.push(incident);
  }

  /**
   * Loads a file of the candidate's, waiting for a top-level await in it.
   * @param {string} path absolute, as the candidate sees it
   * @returns {unknown} the stand-in of its exports
   */
  load(path) {
    return this.session.load(`${path}`);
  }

  /** Starts afresh for another test file: nothing known is kept, and modules load anew. */
  reset(realm = this.realm) {
    this.realm = realm;
    const { held } = this.session;
    this.session.retire();
    this.session = this.open(realm);
    this.session.restart(held);
  }

  /** Makes globals of the candidate answer from the tests' realm, as the tests have them at each moment. */
  forward(names) {
    this.session.forward(names, true);
  }

  /** @param {Map<string, () => unknown>} modules what the candidate's imports of these paths are to give */
  provide(modules) {
    this.session.provide(modules);
  }

  useFakeTimers() {
    this.forward(FAKE_TIMERS);
  }

  useRealTimers() {
    this.session.forward(FAKE_TIMERS, false);
  }

  /** To be called when a test file is over. */
  finish() {
    this.session.finish();
  }

  close() {
    this.doorbell.destroy();
    this.session.retire();
  }
}

module.exports = { JudgeBridge };
