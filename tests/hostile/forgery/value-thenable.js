// returns thenables that resolve with matchers, twice, and late
// Expect: tampered
const thenable = {
  then(resolve) {
    resolve({ asymmetricMatch: () => true });
    resolve(1);
    setTimeout(() => resolve(2), 1);
  },
};
module.exports = require('./wrong.js').lying(() => thenable);
