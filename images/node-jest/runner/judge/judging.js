'use strict';
/** Judges one job: decides how, runs each test file, and reports as it goes. */
const fs = require('node:fs');
const path = require('node:path');
const { JudgeBridge } = require('../bridge/judge.js');
const { SUITE } = require('./config.js');
const { openRealm } = require('./environment.js');
const { PROGRAM, candidateFinder, isTest, writeCopies, writeStandIns } = require('./files.js');
const { deadCanaries, refuseExit } = require('./guard.js');
const { wasUsed } = require('./inert.js');
const { asMessage, send, testRecord } = require('./report.js');
const { scan } = require('./scan.js');
const { Suite } = require('./suite.js');

const NO_BRIDGE = Object.freeze({ incidents: [], notes: [], finish: () => {} });

class Judging {
  /** Done before the job is known: the realm for its first test file, and the bridge that may lead there. */
  static prepare() {
    const realm = openRealm();
    return new Judging(realm, new JudgeBridge({ realm: realm.environment.global }));
  }

  constructor(realm, firstBridge) {
    this.realm = realm;
    this.firstBridge = firstBridge;
    this.bridge = NO_BRIDGE;
    this.incidents = [];
  }

  /** Chosen from the tests and the caller's wish; nothing that the program does can change it. */
  choose() {
    const { brief } = this;
    if (brief.isolation === 'guarded') return { trust: 'guarded', reason: 'it was asked for', forward: [] };
    const sources = brief.tests.filter((file) => /\.[cm]?js$/.test(file)).map((file) => fs.readFileSync(path.join(SUITE, file), 'utf8'));
    const { reason, forward, mocked } = scan(sources, candidateFinder(brief.candidate, brief.tests));
    if (reason === null) return { trust: 'isolated', reason: null, forward, provided: [...brief.shared, ...mocked] };
    return { trust: brief.isolation === 'required' ? 'none' : 'guarded', reason, forward: [] };
  }

  /** @param {{ candidate: string[], tests: string[], shared: string[], isolation: 'auto' | 'required' | 'guarded' }} brief */
  async run(brief) {
    this.brief = brief;
    this.testFiles = brief.tests.filter(isTest);
    this.choice = this.choose();
    send({ type: 'plan', trust: this.choice.trust, trust_reason: this.choice.reason, files: this.testFiles });
    if (this.choice.trust === 'none') return;
    writeStandIns(this.brief.candidate);
    if (this.isolated) for (const file of this.testFiles) await this.judgeApart(file);
    else await this.judgeTogether();
    for (const incident of [...this.incidents, ...this.bridge.incidents]) send({ type: 'incident', ...incident });
    for (const note of this.bridge.notes) send({ type: 'note', text: asMessage(note) });
  }

  get isolated() {
    return this.choice.trust === 'isolated';
  }

  async judgeApart(file) {
    const suite = await this.open(file);
    const inventory = this.takeInventory(suite, file);
    // What is collected here is collected by us: where the list depends on the program, this one is as good.
    await this.judgeFile(suite, file, (collected) => inventory === null || collected.join() !== inventory.join());
  }

  /** The lists of tests come first, each in a realm that the program never enters. */
  async judgeTogether() {
    const dependent = new Set();
    for (const file of this.testFiles) {
      const suite = await this.open(file);
      const inventory = this.takeInventory(suite, file);
      if (wasUsed() || inventory === null) dependent.add(file);
      await suite.close();
    }
    writeCopies(this.brief.candidate);
    for (const file of this.testFiles) {
      const suite = await this.open(file);
      await this.judgeFile(suite, file, () => dependent.has(file));
    }
  }

  open(file) {
    const { realm } = this;
    this.realm = undefined;
    return Suite.open(path.join(SUITE, file), realm);
  }

  takeInventory(suite, file) {
    const names = suite.takeInventory();
    send({ type: 'inventory', file, names });
    return names;
  }

  /** @param {(collected: string[]) => boolean} dependsOnProgram whether the list of tests is known only now */
  async judgeFile(suite, file, dependsOnProgram) {
    try {
      const collected = suite.read(this.loaderFor(suite));
      if (dependsOnProgram(collected)) send({ type: 'inventory', file, names: collected, late: true });
      await this.runTests(suite, file);
    } catch (error) {
      send({ type: 'file_error', file, message: asMessage(error?.stack ?? error) });
    }
  }

  async runTests(suite, file) {
    const { tests, error, message } = await suite.run();
    this.bridge.finish();
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
    if (this.bridge === NO_BRIDGE) this.bridge = this.firstBridge;
    else this.bridge.reset(suite.realm);
    if (this.choice.forward.length > 0) this.bridge.forward(this.choice.forward);
    if (this.choice.provided.length > 0) this.bridge.provide(this.modulesOf(suite));
    this.followFakeTimers(suite.environment.fakeTimersModern);
  }

  /** What the program gets from the tests where it imports these files. */
  modulesOf(suite) {
    return new Map(this.choice.provided.map((file) => [path.join(PROGRAM, file), () => suite.require(file)]));
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
