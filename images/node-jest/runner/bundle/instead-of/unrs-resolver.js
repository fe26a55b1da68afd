'use strict';
/** In place of unrs-resolver, a native module: Node's own way of finding files, which needs nothing loaded. */
const Module = require('node:module');
const path = require('node:path');

const LATER_EXTENSIONS = ['', '.mjs', '.cjs'];

class ResolverFactory {
  sync(folder, request) {
    const from = { id: folder, filename: path.join(folder, 'any.js'), paths: Module._nodeModulePaths(folder) };
    for (const extension of LATER_EXTENSIONS) {
      try {
        return { path: Module._resolveFilename(request + extension, from, false) };
      } catch {
        // the next one, or nothing
      }
    }
    return { error: `Cannot find module '${request}'` };
  }

  async async(folder, request) {
    return this.sync(folder, request);
  }

  cloneWithOptions() {
    return this;
  }

  clearCache() {}
}

module.exports = { ResolverFactory };
