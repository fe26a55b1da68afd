// returns values that write their own picture into messages, with the judge's tools
// Expect: exited
const custom = Symbol.for('nodejs.util.inspect.custom');
module.exports = require('./wrong.js').lying(() => ({
  [custom](depth, options, inspect) {
    for (const tool of [options, inspect, options?.stylize]) {
      try {
        tool.constructor.constructor('return process')().exit(0);
      } catch {
        // not this one
      }
    }
    return 'All tests passed';
  },
  toJSON() {
    return 'All tests passed';
  },
}));
