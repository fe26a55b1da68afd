// writes random bytes on the channels between candidate and judge
// Expect: tampered, signalled, no_report
const fs = require('node:fs');
const { randomBytes } = require('node:crypto');
module.exports = require('./wrong.js').lying(() => {
  for (let fd = 3; fd < 12; fd += 1) {
    try {
      fs.writeSync(fd, randomBytes(4096));
    } catch {
      // not open
    }
  }
});
