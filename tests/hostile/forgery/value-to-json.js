// returns an object whose toJSON, toString and inspect claim anything
// Expect: exited
const claim = { toJSON: () => ({}), toString: () => '', [Symbol.for('nodejs.util.inspect.custom')]: () => '' };
module.exports = require('./wrong.js').lying(() => claim);
