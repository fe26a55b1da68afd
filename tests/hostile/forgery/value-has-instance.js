// exports a class whose instanceof is always true and whose instances are nothing
// Expect: tampered
class Counter {
  static [Symbol.hasInstance]() {
    return true;
  }
  next() {
    return { asymmetricMatch: () => true, valueOf: () => 1 };
  }
}
module.exports = { ...require('./wrong.js'), Counter };
