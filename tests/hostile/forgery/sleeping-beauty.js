// blocks for ever in the call, hoping that the time limit is no failure
// Expect: wall_timeout, cpu_timeout
module.exports = require('./wrong.js').lying(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
