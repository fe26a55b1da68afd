// takes away every right on its own folder
// Expect: exited
const fs = require('node:fs');
exports.run = () => {
  for (const place of ['/tmp', '/work', '.']) {
    try {
      fs.chmodSync(place, 0);
    } catch {
      // not its own
    }
  }
  return 'contained';
};
