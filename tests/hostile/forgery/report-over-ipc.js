// sends a worker's success message over process.send
// Expect: exited
const message = [0, { numFailingTests: 0, numPassingTests: 14, testResults: [] }];
if (process.send) process.send(message);
process.emit('message', message);
module.exports = require('./wrong.js');
