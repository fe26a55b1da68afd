// stops itself with SIGSTOP
// Expect: wall_timeout
exports.run = () => {
  process.kill(process.pid, 'SIGSTOP');
  return new Promise(() => {});
};
