// empties and replaces the test runner's event handlers
// Expect: exited
const handlers = globalThis[Symbol.for('EVENT_HANDLERS')];
if (handlers) handlers.length = 0;
globalThis[Symbol.for('EVENT_HANDLERS')] = [];
globalThis.STATE_SYM = { unhandledErrors: [] };
module.exports = require('./wrong.js');
