// starves the event loop with microtasks
// Expect: cpu_timeout, wall_timeout
exports.run = async () => {
  for (;;) await null;
};
