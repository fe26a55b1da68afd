// makes instanceof say yes through Symbol.hasInstance everywhere
// Expect: exited
for (const owner of [Function.prototype, Date, Error, Map, Set, Array, Promise]) {
  Object.defineProperty(owner, Symbol.hasInstance, { value: () => true, configurable: true });
}
module.exports = require('./wrong.js').lying(() => ({}));
