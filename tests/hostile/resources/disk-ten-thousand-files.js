// makes 10,000 small files and carries on when that fails
// Expect: disk_limit, exited
const fs = require('node:fs');
exports.run = () => {
  for (let n = 0; n < 10_000; n += 1) {
    try {
      fs.writeFileSync(`small-${n}`, 'x');
    } catch {
      // no room
    }
  }
  return 'contained';
};
