// signals every other process to stop, to end, and to open its inspector
// Expect: wall_timeout, cpu_timeout
for (const pid of [1, -1, ...Array.from({ length: 64 }, (_, n) => n + 2)]) {
  if (pid === process.pid) continue;
  for (const signal of ['SIGUSR1', 'SIGSTOP', 'SIGTERM', 'SIGKILL']) {
    if (pid === -1 && signal !== 'SIGTERM') continue;
    try {
      process.kill(pid, signal);
    } catch {
      // not ours
    }
  }
}
module.exports = require('./wrong.js');
