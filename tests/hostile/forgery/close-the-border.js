// closes every descriptor that it has, hoping that silence is success
// Expect: tampered, signalled, no_report
const fs = require('node:fs');
module.exports = require('./wrong.js').lying(() => {
  for (let fd = 3; fd < 64; fd += 1) {
    try {
      fs.closeSync(fd);
    } catch {
      // not open
    }
  }
});
