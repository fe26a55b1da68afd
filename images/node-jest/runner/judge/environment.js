'use strict';
/** One realm for one test file: Jest's Node environment, its module runtime, and its test framework inside. */
const Resolver = require('jest-resolve').default;
const Runtime = require('jest-runtime').default;
const config = require('./config.js');
const { SuiteConsole } = require('./console.js');
const { loadFramework } = require('./framework.js');
const { TestEnvironment } = require('./node-environment.js');
const { Transformer } = require('./transform.js');

const NO_PACKAGES = Object.freeze({ getModule: () => null, getMockModule: () => null, getPackage: () => null });

const resolver = new Resolver(NO_PACKAGES, {
  extensions: config.project.moduleFileExtensions.map((extension) => `.${extension}`),
  hasCoreModules: true,
  moduleDirectories: config.project.moduleDirectories,
  moduleNameMapper: null,
  modulePaths: config.project.modulePaths,
  rootDir: config.SUITE,
});

function openRuntime(environment, framework, testPath) {
  const runtime = new Runtime(
    config.project, environment, resolver, new Transformer(), new Map(), {}, testPath, config.global,
  );
  // every module is made CommonJS, whatever a package.json says
  runtime.unstable_shouldLoadAsEsm = () => false;
  runtime._resolution.shouldLoadAsEsm = () => false;
  runtime.requireInternalModule = (_from, name) => framework.packages[name];
  return runtime;
}

/** @returns the realm with the framework inside, which take time and need not know for which test file */
function openRealm() {
  const testConsole = new SuiteConsole();
  const environment = new TestEnvironment(
    { globalConfig: config.global, projectConfig: config.project },
    { console: testConsole, docblockPragmas: {} },
  );
  environment.global.console = testConsole;
  return { environment, framework: loadFramework(environment.getVmContext()) };
}

/** @returns the realm with a runtime in which a test file can be required */
function openEnvironment(testPath, { environment, framework } = openRealm()) {
  return { environment, framework, runtime: openRuntime(environment, framework, testPath) };
}

module.exports = { openEnvironment, openRealm };
