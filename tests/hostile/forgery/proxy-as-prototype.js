// returns plain objects whose prototype is a proxy that plays a matcher
// Expect: exited
const marks = { $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true, toAsymmetricMatcher: () => 'any' };
const prototype = new Proxy({}, { get: (_, key) => marks[key] });
module.exports = require('./wrong.js').lying(() => Object.create(prototype));
