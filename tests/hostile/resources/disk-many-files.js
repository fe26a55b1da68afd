// makes empty files until there are no inodes left
// Expect: disk_limit
const fs = require('node:fs');
exports.run = () => {
  for (const folder of ['.', '/tmp']) {
    try {
      for (let n = 0; ; n += 1) fs.writeFileSync(`${folder}/f${n}`, '');
    } catch {
      // none left here
    }
  }
  return new Promise(() => {});
};
