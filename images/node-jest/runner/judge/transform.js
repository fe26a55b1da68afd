'use strict';
/** Turns a spec's ES modules into CommonJS, line by line, so that stack traces need no source map. */
const { transform } = require('sucrase');

const NEEDS_WORK = /\b(?:import|export|jest)\b/;
const OPTIONS = Object.freeze({
  transforms: ['imports', 'jest'], // 'jest' lifts jest.mock above the imports, as babel-plugin-jest-hoist does
  disableESTransforms: true,
  preserveDynamicImport: false,
  injectCreateRequireForImportRequire: false,
});

/** What jest-runtime asks of a transformer. Our own files and tests are all it ever sees. */
class Transformer {
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
    if (!NEEDS_WORK.test(source)) return source;
    return transform(source, { ...OPTIONS, filePath: filename }).code;
  }
}

module.exports = { Transformer };
