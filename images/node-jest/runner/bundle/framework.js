'use strict';
/** What is loaded inside the tests' realm. */
module.exports = {
  ...require('../node_modules/jest-circus/build/jestAdapterInit.js'), // not among the package's exports
  packages: { '@jest/expect': require('@jest/expect'), expect: require('expect') },
};
