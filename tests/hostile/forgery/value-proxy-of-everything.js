// returns a proxy that has every property, and each is a proxy again
// Expect: wall_timeout, cpu_timeout
const target = () => {};
const every = new Proxy(target, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 1 : every),
  has: () => true,
  apply: () => every,
  construct: () => every,
  getPrototypeOf: () => Date.prototype,
});
module.exports = require('./wrong.js').lying(() => every);
