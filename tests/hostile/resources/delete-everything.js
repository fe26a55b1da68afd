// deletes every file that it can reach
// Expect: exited
const fs = require('node:fs');
exports.run = () => {
  for (const folder of ['.', '/tmp', '/work', '/judge', '/opt', '/usr']) {
    try {
      fs.rmSync(folder, { recursive: true, force: true });
    } catch {
      // read-only or in use
    }
  }
  return 'contained';
};
