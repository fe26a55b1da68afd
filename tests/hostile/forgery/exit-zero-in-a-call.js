// ends the process with code 0 inside the first call
// Expect: no_report
module.exports = require('./wrong.js').lying(() => process.exit(0));
