// returns what looks like Jest's own asymmetric matcher, by its mark and inherited
// Expect: tampered
class Anything {
  $$typeof = Symbol.for('jest.asymmetricMatcher');
  asymmetricMatch() {
    return true;
  }
  toAsymmetricMatcher() {
    return 'Anything';
  }
}
module.exports = require('./wrong.js').lying(() => new Anything());
