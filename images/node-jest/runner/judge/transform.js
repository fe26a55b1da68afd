'use strict';
/** Turns a spec's ES modules into CommonJS, line by line, so that stack traces need no source map. */
const { transform } = require('sucrase');
const { hoist } = require('./hoist.js');

const NEEDS_WORK = /\b(?:import|export)\b/;
const OPTIONS = Object.freeze({
  transforms: ['imports'],
  disableESTransforms: true,
  preserveDynamicImport: false,
  injectCreateRequireForImportRequire: false,
});

/** How sucrase calls what was imported: with a name that is missing, nobody would understand the error. */
const INDIRECT_CALL = /\b(_[\w$]+(?:\.[\w$]+)?)\.call\(void 0, /g;

/** What jest-runtime asks of a transformer. Our own files and tests are all it ever sees. */
class Transformer {
  constructor() {
    this.done = new Map(); // a test file is read twice, once for its list of tests
  }

  transform(filename, _options, source) {
    return { code: this.code(filename, source), originalCode: source, sourceMapPath: null };
  }

  async transformAsync(filename, options, source) {
    return this.transform(filename, options, source);
  }

  canTransformSync() {
    return true;
  }

  transformJson(_filename, _options, source) {
    return source;
  }

  code(filename, source) {
    const known = this.done.get(filename);
    if (known?.source === source) return known.code;
    const code = this.convert(filename, source);
    this.done.set(filename, { code, source });
    return code;
  }

  convert(filename, source) {
    const hoisted = hoist(filename, source);
    if (!NEEDS_WORK.test(hoisted)) return hoisted;
    return transform(hoisted, { ...OPTIONS, filePath: filename }).code.replace(INDIRECT_CALL, '(0, $1)(');
  }
}

module.exports = { Transformer };
