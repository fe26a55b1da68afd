// becomes root, sets the host's name and clock, and loads modules by a program of its own making
// Expect: exited
const { allowed } = require('./syscall.js');
exports.run = () => {
  const calls = { setuid: [105, 0], setgid: [106, 0], sethostname: [170, 0x400000, 4], settimeofday: [164, 0, 0], init_module: [175, 0, 0, 0] };
  return Object.keys(calls).find((name) => allowed(...calls[name])) ?? 'contained';
};
