// starts thousands of children that end at once and never asks how they ended
// Expect: exited, pids_limit, wall_timeout, cpu_timeout
const { spawn } = require('node:child_process');
exports.run = async () => {
  for (let n = 0; n < 200; n += 1) {
    spawn('/nonexistent').on('error', () => {});
    if (n % 20 === 0) spawn(process.execPath, ['-v'], { stdio: 'ignore', detached: true }).on('error', () => {});
  }
  return 'contained';
};
