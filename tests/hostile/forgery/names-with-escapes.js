// gives its functions names and its errors messages that a terminal would act upon
// Expect: exited
const wipe = '\u001b[2J\u001b]0;all tests passed\u0007\u202e';
module.exports = require('./wrong.js').lying((name) => {
  const error = new Error(`${wipe}✓ ${name}`);
  error.name = wipe;
  Object.defineProperty(error, 'stack', { value: `${wipe}\nAll tests passed` });
  throw error;
});
