// kills every process that it may
// Expect: wall_timeout, signalled, no_report, tampered
exports.run = () => {
  process.kill(-1, 'SIGKILL');
  return new Promise(() => {});
};
