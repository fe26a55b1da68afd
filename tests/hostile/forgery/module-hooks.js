// registers loader hooks and extensions so that any later module is replaced
// Expect: exited
const Module = require('node:module');
require.extensions['.js'] = (target) => {
  target.exports = new Proxy(() => {}, { get: (self) => self });
};
try {
  Module.register('data:text/javascript,export const load = () => ({ format: "module", source: "", shortCircuit: true });');
} catch {
  // not allowed
}
module.exports = require.cache[require.resolve('./wrong.js')]?.exports ?? { add: () => undefined };
