// fills /dev/shm
// Expect: exited, disk_limit, out_of_memory
const fs = require('node:fs');
exports.run = () => {
  try {
    const file = fs.openSync('/dev/shm/big', 'w');
    for (let n = 0; n < 512; n += 1) fs.writeSync(file, Buffer.alloc(1 << 20, 1));
    return 'wrote 512 MiB to /dev/shm';
  } catch {
    return 'contained';
  }
};
