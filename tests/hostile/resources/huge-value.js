// answers with a million objects
// Expect: exited, tampered, out_of_memory, wall_timeout, cpu_timeout
exports.run = () => Array.from({ length: 1e6 }, (_, n) => ({ n, text: `number ${n}` }));
