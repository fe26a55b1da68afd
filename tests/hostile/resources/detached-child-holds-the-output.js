// leaves a detached child behind that keeps stdout and stderr open
// Expect: exited
const { spawn } = require('node:child_process');
exports.run = () => {
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: ['ignore', 1, 2] }).unref();
  return 'contained';
};
