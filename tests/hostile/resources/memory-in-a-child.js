// fills the memory in a child process and waits for it
// Expect: out_of_memory
const { spawnSync } = require('node:child_process');
exports.run = () => {
  for (;;) spawnSync(process.execPath, ['-e', 'const k = []; for (;;) k.push(Buffer.alloc(8 << 20, 1))']);
};
