'use strict';
/** Lifts jest.mock and its like above the imports, by Jest's own Babel plug-in. Babel is loaded only where it is needed. */
const path = require('node:path');
const { createRequire } = require('node:module');

const LIFTED = /\bjest\s*\.\s*(?:mock|unmock|deepUnmock|enableAutomock|disableAutomock)\b/;

/** @returns {string} the source, its line numbers kept as far as they can be */
function hoist(filename, source) {
  if (!LIFTED.test(source)) return source;
  const { plugin, transformSync } = createRequire(__filename)(path.join(__dirname, 'hoisting.js'));
  const { code } = transformSync(source, {
    babelrc: false,
    configFile: false, // configuration that came with a task is none of ours
    filename,
    plugins: [plugin],
    retainLines: true,
    sourceType: 'unambiguous',
  });
  return code;
}

module.exports = { hoist };
