'use strict';
/** Lifts jest.mock and its like above the imports, by Jest's own Babel plug-in. Babel is loaded only where it is needed. */

const LIFTED = /\bjest\s*\.\s*(?:mock|unmock|deepUnmock|enableAutomock|disableAutomock)\b/;

/** @returns {string} the source, its line numbers kept as far as they can be */
function hoist(filename, source) {
  if (!LIFTED.test(source)) return source;
  const { transformSync } = require('@babel/core');
  const { code } = transformSync(source, {
    babelrc: false,
    configFile: false, // configuration that came with a task is none of ours
    filename,
    plugins: [require('babel-plugin-jest-hoist')],
    retainLines: true,
    sourceType: 'unambiguous',
  });
  return code;
}

module.exports = { hoist };
