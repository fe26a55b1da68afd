// makes every promise resolve at once with whatever the listener likes
// Expect: exited
Promise.prototype.then = function then(settled) {
  if (typeof settled === 'function') settled(true);
  return this;
};
module.exports = require('./wrong.js');
