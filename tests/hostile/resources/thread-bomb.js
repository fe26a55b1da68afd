// starts worker threads without end
// Expect: pids_limit, out_of_memory, signalled, no_report
const { Worker } = require('node:worker_threads');
exports.run = async () => {
  for (;;) {
    new Worker('setInterval(() => {}, 1e6)', { eval: true }).on('error', () => {});
    await new Promise(setImmediate);
  }
};
