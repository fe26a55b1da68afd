// writes one file until the disk is full
// Expect: disk_limit, out_of_memory
const fs = require('node:fs');
exports.run = () => {
  const block = Buffer.alloc(1 << 20, 1);
  for (const folder of ['.', '/tmp']) {
    try {
      const file = fs.openSync(`${folder}/big`, 'w');
      for (;;) fs.writeSync(file, block);
    } catch {
      // full here: on to the next
    }
  }
  return new Promise(() => {});
};
