// makes a file that claims to be a terabyte long
// Expect: exited, signalled, disk_limit
const fs = require('node:fs');
exports.run = () => {
  for (const folder of ['.', '/tmp']) {
    try {
      fs.writeFileSync(`${folder}/sparse`, '');
      fs.truncateSync(`${folder}/sparse`, 2 ** 40);
    } catch {
      // too large
    }
  }
  return 'contained';
};
