// writes where only the image and the judge may
// Expect: exited
const fs = require('node:fs');
const places = ['/', '/etc', '/opt', '/usr', '/usr/local', '/judge', '/home', '/var', '/run', '/dev', '/proc', '/sys'];
exports.run = () => {
  for (const folder of places) {
    try {
      fs.writeFileSync(`${folder}/owned`, 'x');
      return folder;
    } catch {
      // refused
    }
  }
  return 'contained';
};
