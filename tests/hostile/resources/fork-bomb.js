// starts copies of itself as fast as it can
// Expect: pids_limit
const { spawn } = require('node:child_process');
exports.run = () => {
  for (;;) spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { detached: true, stdio: 'ignore' }).on('error', () => {});
};
