'use strict';
/** Loads the candidate's modules by Node's own rules, anew for every test file. */
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { types } = require('node:util');
const { hooks } = require('./loader_hooks.js');

const NEEDS_IMPORT = new Set(['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE', 'ERR_REQUIRE_CYCLE_MODULE']);
const OWN_FOLDER = __dirname + path.sep;

class Loader {
  /** @param {(file: string) => object} ask gives the exports of a module that the judge provides */
  constructor(ask) {
    this.generation = 0;
    this.known = new Map(); // path -> whether it is an ES module
    this.provided = new Set();
    this.ask = ask;
    this.hooked = false;
  }

  /** @param {string[]} files that the candidate gets from the judge, whatever it has there itself */
  provide(files) {
    this.provided = new Set(files);
  }

  /** @returns {{value: unknown}|{later: Promise<unknown>}} */
  load(file) {
    if (!this.hooked) Module.registerHooks?.(hooks(this)); // Node 22.15
    this.hooked = true;
    if (this.provided.has(file)) return { later: this.importOwn(file) };
    if (this.generation > 0 && this.known.get(file)) return { later: this.importFresh(file) };
    try {
      const value = Module.createRequire(file)(file);
      this.known.set(file, types.isModuleNamespaceObject(value));
      return { value };
    } catch (error) {
      if (!NEEDS_IMPORT.has(error?.code)) throw error;
      this.known.set(file, true);
      return { later: this.importFresh(file) };
    }
  }

  /** Asked for by the tests, which have replaced it for everybody else. */
  async importOwn(file) {
    const namespace = await this.importFresh(file);
    delete require.cache[file]; // known there without what tells it from the other
    return 'module.exports' in namespace ? namespace['module.exports'] : namespace;
  }

  importFresh(file) {
    const url = pathToFileURL(file);
    if (this.generation > 0) url.searchParams.set('generation', this.generation);
    if (this.provided.has(file)) url.searchParams.set('own', '1');
    return import(url.href);
  }

  /** Forgets all modules but the bridge's own. */
  renew() {
    this.generation += 1;
    this.provided = new Set();
    for (const file of Object.keys(require.cache)) if (!file.startsWith(OWN_FOLDER)) delete require.cache[file];
  }
}

module.exports = { Loader };
