// throws objects that are no errors but answer like the right one
// Expect: tampered
const lookalike = { message: { includes: () => true }, name: 'Error', [Symbol.for('$$typeof')]: 1, asymmetricMatch: () => true };
module.exports = require('./wrong.js').lying(() => {
  throw lookalike;
});
