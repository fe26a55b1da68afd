// returns proxies that play asymmetric matchers when they are asked for their marks
// Expect: exited
const marks = { $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true, toAsymmetricMatcher: () => 'any' };
module.exports = require('./wrong.js').lying(() => new Proxy({}, { get: (_, key) => marks[key], has: () => true }));
