// returns an object whose asymmetricMatch says yes to anything
// Expect: tampered
module.exports = require('./wrong.js').lying(() => ({ asymmetricMatch: () => true }));
