'use strict';
/** One realm for one test file: Jest's Node environment, its module runtime, and its test framework inside. */
const path = require('node:path');
const { TestEnvironment } = require('jest-environment-node');
const Resolver = require('jest-resolve').default;
const Runtime = require('jest-runtime').default;
const config = require('./config.js');
const { SuiteConsole } = require('./console.js');
const { Transformer } = require('./transform.js');

const ADAPTER = path.join(path.dirname(require.resolve('jest-circus')), 'jestAdapterInit.js');
const NO_PACKAGES = Object.freeze({ getModule: () => null, getMockModule: () => null, getPackage: () => null });

const resolver = new Resolver(NO_PACKAGES, {
  extensions: config.project.moduleFileExtensions.map((extension) => `.${extension}`),
  hasCoreModules: true,
  moduleDirectories: config.project.moduleDirectories,
  moduleNameMapper: null,
  modulePaths: config.project.modulePaths,
  rootDir: config.SUITE,
});

/** @returns the environment, the runtime and the framework's functions, ready for a test file to be required */
function openEnvironment(testPath) {
  const testConsole = new SuiteConsole();
  const environment = new TestEnvironment(
    { globalConfig: config.global, projectConfig: config.project },
    { console: testConsole, docblockPragmas: {}, testPath },
  );
  environment.global.console = testConsole;
  const runtime = new Runtime(
    config.project, environment, resolver, new Transformer(), new Map(), {}, testPath, config.global,
  );
  runtime.unstable_shouldLoadAsEsm = () => false;
  runtime._resolution.shouldLoadAsEsm = () => false; // every module is made CommonJS, whatever a package.json says
  return { environment, runtime, framework: runtime.requireInternalModule(ADAPTER) };
}

module.exports = { openEnvironment };
