// claims to be a Map of the right size whose iterator yields matchers
// Expect: tampered
class FalseMap {
  size = 1;
  has() {
    return true;
  }
  get() {
    return true;
  }
  *[Symbol.iterator]() {
    yield [{ asymmetricMatch: () => true }, { asymmetricMatch: () => true }];
  }
}
Object.defineProperty(FalseMap.prototype, 'constructor', { value: Map });
module.exports = require('./wrong.js').lying(() => new FalseMap());
