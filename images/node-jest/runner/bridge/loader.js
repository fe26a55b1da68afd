'use strict';
/** Loads the candidate's modules by Node's own rules, anew for every test file. */
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { types } = require('node:util');

const NEEDS_IMPORT = new Set(['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE', 'ERR_REQUIRE_CYCLE_MODULE']);
const OWN_FOLDER = __dirname + path.sep;

class Loader {
  constructor() {
    this.generation = 0;
    this.known = new Map(); // path -> whether it is an ES module
  }

  /** @returns {{value: unknown}|{later: Promise<unknown>}} */
  load(file) {
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

  importFresh(file) {
    const url = pathToFileURL(file);
    if (this.generation > 0) url.search = `generation=${this.generation}`;
    return import(url.href);
  }

  /** Forgets all modules but the bridge's own. */
  renew() {
    this.generation += 1;
    for (const file of Object.keys(require.cache)) if (!file.startsWith(OWN_FOLDER)) delete require.cache[file];
    if (this.generation === 1) this.renewDependencies();
  }

  /** Modules that an ES module imports are renewed with it, where Node has the hook for that (22.15). */
  renewDependencies() {
    Module.registerHooks?.({
      resolve: (specifier, context, next) => {
        const found = next(specifier, context);
        const renewable = found.url.startsWith('file:') && !found.url.includes('?') && found.format !== 'commonjs';
        const imported = context.conditions.includes('import');
        return renewable && imported ? { ...found, url: `${found.url}?generation=${this.generation}` } : found;
      },
    });
  }
}

module.exports = { Loader };
