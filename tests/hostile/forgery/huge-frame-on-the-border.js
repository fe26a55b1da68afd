// announces a frame of four gigabytes to the judge and sends no more
// Expect: tampered
const fs = require('node:fs');
module.exports = require('./wrong.js').lying(() => {
  for (let fd = 3; fd < 12; fd += 1) {
    try {
      fs.writeSync(fd, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7b]));
    } catch {
      // not open
    }
  }
});
