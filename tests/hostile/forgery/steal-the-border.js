// reads the judge's messages itself and answers nothing
// Expect: wall_timeout, no_report, tampered
const fs = require('node:fs');
module.exports = require('./wrong.js').lying(() => {
  const bytes = Buffer.alloc(65536);
  for (let fd = 3; fd < 7; fd += 1) {
    try {
      fs.readSync(fd, bytes);
    } catch {
      // write end, or nothing there
    }
  }
});
