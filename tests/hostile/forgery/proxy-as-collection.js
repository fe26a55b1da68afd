// returns proxies that play a Set or a Map of the right size with nothing to loop over
// Expect: exited
const playing = (Kind) => ({ constructor: Kind, size: 1, [Symbol.toStringTag]: Kind.name, [Symbol.iterator]: function* () {}, has: () => true, get: () => new Set([1]) });
let turn = 0;
module.exports = require('./wrong.js').lying(() => {
  const Kind = turn++ % 2 ? Set : Map;
  const parts = playing(Kind);
  return new Proxy({}, { get: (_, key) => parts[key], getPrototypeOf: () => Kind.prototype });
});
