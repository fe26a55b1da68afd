// handles every signal it can and never ends
// Expect: wall_timeout, cpu_timeout
const { signals } = require('node:os').constants;
for (const signal of Object.keys(signals)) {
  try {
    process.on(signal, () => {});
  } catch {
    // can't be handled
  }
}
exports.run = () => {
  for (;;);
};
