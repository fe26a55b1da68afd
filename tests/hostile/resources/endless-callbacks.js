// floods the border with settlements of promises
// Expect: exited, wall_timeout, cpu_timeout, out_of_memory, tampered
exports.run = () => Array.from({ length: 1e5 }, () => new Promise((resolve) => setTimeout(resolve, 1)));
