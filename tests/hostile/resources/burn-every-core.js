// computes on every thread that it can get
// Expect: cpu_timeout, wall_timeout, pids_limit
const { Worker } = require('node:worker_threads');
exports.run = () => {
  for (let n = 0; n < 8; n += 1) new Worker('for (;;);', { eval: true });
  for (;;);
};
