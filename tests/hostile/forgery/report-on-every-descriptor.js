// writes a report, framed and unframed, to every file descriptor there is
// Expect: tampered, signalled, no_report
const fs = require('node:fs');
const report = Buffer.from(JSON.stringify({ success: true, tests: [{ name: 'toBe', status: 'passed' }] }));
const head = Buffer.alloc(5);
head.write('J');
head.writeUInt32BE(report.length, 1);
for (let fd = 0; fd < 64; fd += 1) {
  for (const bytes of [report, Buffer.concat([head, report])]) {
    try {
      fs.writeSync(fd, bytes);
    } catch {
      // not open, or not ours to write
    }
  }
}
module.exports = require('./wrong.js');
