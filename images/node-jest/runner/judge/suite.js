'use strict';
/** Runs one test file: first to learn which tests it has, then for its verdict. */
const path = require('node:path');
const config = require('./config.js');
const { openEnvironment } = require('./environment.js');
const { inert } = require('./inert.js');

const LOADER = Symbol.for('proving.load');

/** jest-circus keeps its state on the realm's global object, under a symbol of this description. */
const stateOf = (global) => {
  const symbol = Object.getOwnPropertySymbols(global).find((key) => key.description === 'JEST_STATE_SYMBOL');
  return global[symbol];
};

function* testsBelow(block, path = []) {
  for (const child of block.children) {
    const name = [...path, child.name];
    if (child.type === 'test') yield { name: name.join(' > '), mode: child.mode };
    else yield* testsBelow(child, name);
  }
}

/** Takes back what a first reading of the file has registered. */
function forgetTests(state) {
  const root = state.rootDescribeBlock;
  for (const list of [root.children, root.hooks, root.tests]) list.length = 0;
  state.currentDescribeBlock = root;
  state.hasFocusedTests = false;
  state.unhandledErrors.length = 0;
}

class Suite {
  /**
   * @param {string} testPath absolute
   * @param {object} [realm] one that was opened beforehand
   */
  static async open(testPath, realm) {
    const { environment, runtime, framework } = openEnvironment(testPath, realm);
    await environment.setup();
    const suite = new Suite({ environment, runtime, framework, testPath });
    const { globals } = await framework.initialize({
      config: config.project,
      environment,
      globalConfig: config.global,
      localRequire: runtime.requireModule.bind(runtime),
      parentProcess: process,
      runtime,
      sendMessageToJest: null,
      setGlobalsForRuntime: runtime.setGlobalsForRuntime.bind(runtime),
      testPath,
    });
    suite.globals = globals;
    return suite;
  }

  constructor(parts) {
    Object.assign(this, parts);
    this.realm = this.environment.global;
  }

  /** What a stand-in file beside the tests calls to get its exports. */
  setLoader(load) {
    Object.defineProperty(this.realm, LOADER, { value: load, configurable: true, enumerable: false });
  }

  /**
   * Reads the file with nothing behind its imports, so that the list of tests owes nothing to the program under test.
   * @returns {string[] | null} null where the file can't be read without the program
   */
  takeInventory() {
    this.setLoader(() => inert());
    const state = stateOf(this.realm);
    try {
      this.runtime.requireModule(this.testPath);
      return state.unhandledErrors.length > 0 ? null : [...testsBelow(state.rootDescribeBlock)].map((test) => test.name);
    } catch {
      return null;
    } finally {
      forgetTests(state);
      this.runtime.resetModules();
      this.runtime.mockState.clear(); // what was mocked, and what mocks were made of, which was nothing
      this.runtime.restoreAllMocks();
    }
  }

  /** Reads the file with the program behind its imports. Throws what the file throws. */
  read(load) {
    this.setLoader(load);
    this.runtime.requireModule(this.testPath);
    return [...testsBelow(stateOf(this.realm).rootDescribeBlock)].map((test) => test.name);
  }

  /** @returns {unknown} what the test file itself would get: a mock of the module, where it has made one */
  require(file) {
    return this.runtime.requireModuleOrMock(this.testPath, path.join(config.SUITE, file));
  }

  /** @returns {Promise<object[]>} one result a test, in order */
  async run() {
    const result = await this.framework.runAndTransformResultsToJestFormat({
      config: config.project,
      globalConfig: config.global,
      setupAfterEnvPerfStats: {},
      testPath: this.testPath,
    });
    return { tests: result.testResults, error: result.testExecError ?? null, message: result.failureMessage ?? null };
  }

  async close() {
    this.runtime.teardown();
    await this.environment.teardown();
  }
}

module.exports = { LOADER, Suite };
