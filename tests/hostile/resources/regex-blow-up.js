// matches a regular expression that takes exponential time
// Expect: cpu_timeout, wall_timeout
exports.run = () => /^(a+)+$/.test(`${'a'.repeat(64)}b`);
