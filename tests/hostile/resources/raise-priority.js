// raises its own priority and lowers the others'
// Expect: exited
const os = require('node:os');
exports.run = () => {
  for (const pid of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
    try {
      os.setPriority(pid, pid === 0 ? -20 : 19);
      if (pid === 0) return 'raised its own priority';
    } catch {
      // refused
    }
  }
  return 'contained';
};
