// leaves report files wherever it can write
// Expect: exited
const fs = require('node:fs');
const report = JSON.stringify({ success: true, numPassedTests: 14, numFailedTests: 0 });
for (const folder of ['.', '/tmp', '/work', '/judge', '/opt', '/', '/dev/shm', __dirname]) {
  for (const name of ['report.json', 'jest-results.json', 'test-results.json', 'result']) {
    try {
      fs.writeFileSync(`${folder}/${name}`, report);
    } catch {
      // read-only
    }
  }
}
module.exports = require('./wrong.js');
