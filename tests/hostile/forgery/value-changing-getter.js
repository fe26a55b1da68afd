// returns objects whose getters give another value at every read
// Expect: tampered
let reads = 0;
const value = {};
for (const key of ['value', 'twice', 'length', 'size', '0', '1', '2', 'message']) {
  Object.defineProperty(value, key, { get: () => (reads++ % 2 ? { asymmetricMatch: () => true } : reads), enumerable: true });
}
module.exports = require('./wrong.js').lying(() => value);
