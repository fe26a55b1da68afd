// puts symlinks to everything where files might be collected, and loops
// Expect: exited
const fs = require('node:fs');
exports.run = () => {
  for (const [to, name] of [['/etc/passwd', 'a'], ['/proc/1/root', 'b'], ['/', 'c'], ['d', 'd'], ['/dev/zero', 'e']]) {
    fs.symlinkSync(to, name);
  }
  fs.rmSync('solution.js', { force: true });
  fs.symlinkSync('/judge/target.spec.js', 'solution.js');
  return 'contained';
};
