// walks up from its own function through caller and arguments to the test
// Expect: exited
module.exports = require('./wrong.js').lying(function look() {
  try {
    return look.caller.arguments[0];
  } catch {
    return undefined;
  }
});
