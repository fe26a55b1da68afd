// prints what Jest prints on success when the process ends
// Expect: exited
process.on('exit', () => process.stdout.write('Tests: 14 passed, 14 total\n'));
process.exitCode = 0;
module.exports = require('./wrong.js');
