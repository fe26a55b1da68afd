// swallows uncaught exceptions and rejections, then throws from a timer
// Expect: exited
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
setTimeout(() => {
  throw new Error('nobody sees this');
}, 1);
module.exports = require('./wrong.js');
