// fills shared memory from several threads
// Expect: out_of_memory, pids_limit
const { Worker } = require('node:worker_threads');
exports.run = () => {
  for (let n = 0; n < 4; n += 1) new Worker('const k = []; for (;;) k.push(Buffer.alloc(8 << 20, 1))', { eval: true });
  return new Promise(() => {});
};
