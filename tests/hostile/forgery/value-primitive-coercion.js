// returns objects that turn into any primitive by valueOf and Symbol.toPrimitive
// Expect: exited
const value = { valueOf: () => NaN, toString: () => '', [Symbol.toPrimitive]: () => 0 };
module.exports = require('./wrong.js').lying(() => value);
