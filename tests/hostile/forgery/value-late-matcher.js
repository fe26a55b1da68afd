// returns an innocent object first and puts a matcher on it when a later call comes
// Expect: tampered
const value = { value: 0, twice: 0 };
module.exports = require('./wrong.js').lying(() => {
  setTimeout(() => {
    value.asymmetricMatch = () => true;
  }, 0);
  Object.defineProperty(value, 'value', { get: () => ((value.asymmetricMatch = () => true), 1), configurable: true });
  return value;
});
