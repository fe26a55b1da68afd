// mounts, unshares, changes root and enters namespaces by a program of its own making
// Expect: exited
const { allowed } = require('./syscall.js');
exports.run = () => {
  const calls = { unshare: [272, 0x10000000], mount: [165, 0, 0, 0, 0, 0], chroot: [161, 0], setns: [308, 0, 0] };
  return Object.keys(calls).find((name) => allowed(...calls[name])) ?? 'contained';
};
