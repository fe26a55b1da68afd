'use strict';
/** Jest's test framework, run anew in each realm from one compiled script. */
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const FILE = path.join(__dirname, 'framework.js');
const CACHE = `${FILE}.cache`;
const requireBuiltin = createRequire(FILE);
requireBuiltin.resolve = (name) => path.join(__dirname, name, 'index.js'); // where Jest thinks that its packages are
let script = null;

function readCache() {
  try {
    return fs.readFileSync(CACHE);
  } catch {
    return undefined; // only while the image is built
  }
}

function compile() {
  const source = fs.readFileSync(FILE, 'utf8');
  const wrapped = `(function (module, exports, require, __filename, __dirname) {${source}\n})`;
  return new vm.Script(wrapped, { filename: FILE, cachedData: readCache() });
}

/** @returns what jest-circus gives to its own runner, and the packages that tests may import beside it */
function loadFramework(context) {
  script ??= compile();
  const module = { exports: {} };
  script.runInContext(context)(module, module.exports, requireBuiltin, FILE, __dirname);
  return module.exports;
}

/** Keeps what V8 has compiled so far, for processes to come. */
function saveCompiled() {
  fs.writeFileSync(CACHE, script.createCachedData());
}

module.exports = { loadFramework, saveCompiled };
