// handles every signal and sleeps for ever
// Expect: wall_timeout
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) process.on(signal, () => {});
exports.run = () => new Promise(() => setInterval(() => {}, 1000));
