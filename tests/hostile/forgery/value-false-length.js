// returns array-likes with the right length and an includes, indexOf and match that say yes
// Expect: exited
module.exports = require('./wrong.js').lying(() => ({
  length: 3,
  includes: () => true,
  indexOf: () => 0,
  match: () => true,
  [Symbol.iterator]: () => ({ next: () => ({ done: true }) }),
}));
