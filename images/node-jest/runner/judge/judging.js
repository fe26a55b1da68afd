'use strict';
/** Judges one job: decides how, runs each test file, and reports as it goes. */
const fs = require('node:fs');
const path = require('node:path');
const { JudgeBridge } = require('../bridge/judge.js');
const { SUITE } = require('./config.js');
const { PROGRAM, candidateMatcher, isTest, writeCopies, writeStandIns } = require('./files.js');
const { deadCanaries, refuseExit } = require('./guard.js');
const { asMessage, send, testRecord } = require('./report.js');
const { scan } = require('./scan.js');
const { Suite } = require('./suite.js');

const NO_BRIDGE = Object.freeze({ incidents: [], notes: [] });

class Judging {
  /** @param {{ candidate: string[], tests: string[], isolation: 'auto' | 'required' | 'guarded' }} brief */
  constructor(brief) {
    this.brief = brief;
    this.testFiles = brief.tests.filter(isTest);
    this.bridge = NO_BRIDGE;
    this.incidents = [];
  }

  /** Chosen from the tests and the caller's wish; nothing that the program does can change it. */
  choose() {
    const { brief } = this;
    if (brief.isolation === 'guarded') return { trust: 'guarded', reason: 'it was asked for', forward: [] };
    const sources = brief.tests.filter((file) => /\.[cm]?js$/.test(file)).map((file) => fs.readFileSync(path.join(SUITE, file), 'utf8'));
    const { reason, forward } = scan(sources, candidateMatcher(brief.candidate, brief.tests));
    if (reason === null) return { trust: 'isolated', reason: null, forward };
    return { trust: brief.isolation === 'required' ? 'none' : 'guarded', reason, forward: [] };
  }

  async run() {
    this.choice = this.choose();
    send({ type: 'plan', trust: this.choice.trust, trust_reason: this.choice.reason, files: this.testFiles });
    if (this.choice.trust === 'none') return;
    if (this.isolated) writeStandIns(this.brief.candidate);
    else writeCopies(this.brief.candidate);
    for (const file of this.testFiles) await this.judgeFile(file);
    for (const incident of [...this.incidents, ...this.bridge.incidents]) send({ type: 'incident', ...incident });
    for (const note of this.bridge.notes) send({ type: 'note', text: asMessage(note) });
  }

  get isolated() {
    return this.choice.trust === 'isolated';
  }

  async judgeFile(file) {
    const suite = await Suite.open(path.join(SUITE, file));
    const inventory = this.isolated ? suite.takeInventory() : null;
    send({ type: 'inventory', file, names: inventory });
    try {
      const collected = suite.read(this.loaderFor(suite));
      if (inventory === null) send({ type: 'inventory', file, names: collected, late: true });
      await this.runTests(suite, file);
    } catch (error) {
      send({ type: 'file_error', file, message: asMessage(error?.stack ?? error) });
    }
  }

  async runTests(suite, file) {
    const { tests, error, message } = await suite.run();
    for (const result of tests) send(testRecord(file, result));
    if (error !== null) send({ type: 'file_error', file, message: asMessage(message ?? error.message) });
    const dead = this.isolated ? 0 : deadCanaries(suite.realm.expect);
    if (dead > 0) this.incidents.push({ kind: 'canary', sentence: `${dead} comparisons that must fail have passed` });
  }

  /** What stands behind the tests' import of the program. */
  loaderFor(suite) {
    if (!this.isolated) {
      refuseExit(suite.realm, () => this.incidents.push({ kind: 'exit', sentence: 'the program tried to end the process' }));
      return undefined;
    }
    this.openBridge(suite);
    return (file) => this.bridge.load(path.join(PROGRAM, file));
  }

  openBridge(suite) {
    if (this.bridge === NO_BRIDGE) this.bridge = new JudgeBridge({ realm: suite.realm });
    else this.bridge.reset(suite.realm);
    if (this.choice.forward.length > 0) this.bridge.forward(this.choice.forward);
    this.followFakeTimers(suite.environment.fakeTimersModern);
  }

  /** Timers that a test fakes are faked for the program too. */
  followFakeTimers(timers) {
    const { useFakeTimers, useRealTimers } = timers;
    timers.useFakeTimers = (...given) => {
      useFakeTimers.apply(timers, given);
      this.bridge.useFakeTimers();
    };
    timers.useRealTimers = () => {
      useRealTimers.call(timers);
      this.bridge.useRealTimers();
    };
  }
}

module.exports = { Judging };
