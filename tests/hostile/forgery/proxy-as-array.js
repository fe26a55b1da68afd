// returns proxies of arrays whose methods say yes to everything
// Expect: exited
const yes = { length: 3, some: () => true, every: () => true, includes: () => true, indexOf: () => 0, findIndex: () => 0, [Symbol.iterator]: function* () {} };
module.exports = require('./wrong.js').lying(() => new Proxy([], { get: (target, key) => yes[key] ?? target[key] }));
