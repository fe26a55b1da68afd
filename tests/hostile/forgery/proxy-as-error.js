// throws proxies of errors whose message contains whatever is looked for
// Expect: exited
const message = { includes: () => true, match: () => true, [Symbol.toPrimitive]: () => 'refused' };
module.exports = require('./wrong.js').lying(() => {
  throw new Proxy(new Error('refused'), { get: (target, key) => (key === 'message' ? message : target[key]) });
});
