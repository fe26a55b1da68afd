// ends the process with code 0 a moment after it was loaded
// Expect: no_report
setTimeout(() => process.exit(0), 5);
module.exports = require('./wrong.js');
