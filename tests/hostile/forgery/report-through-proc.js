// opens every descriptor of every process through /proc and writes a report there
// Expect: tampered, signalled, no_report
const fs = require('node:fs');
for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
  for (let fd = 0; fd < 20; fd += 1) {
    try {
      fs.writeFileSync(`/proc/${pid}/fd/${fd}`, '{"success":true}', { flag: 'a' });
    } catch {
      // not ours
    }
  }
}
module.exports = require('./wrong.js');
