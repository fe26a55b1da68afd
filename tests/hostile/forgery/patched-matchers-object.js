// overwrites every matcher in the shared matchers object
// Expect: exited
const shared = globalThis[Symbol.for('$$jest-matchers-object')];
if (shared) {
  for (const name of Object.keys(shared.matchers)) shared.matchers[name] = () => ({ pass: true, message: () => '' });
}
module.exports = require('./wrong.js');
