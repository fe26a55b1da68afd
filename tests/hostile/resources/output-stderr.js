// prints without end on the error stream
// Expect: output_limit
exports.run = () => {
  for (;;) require('node:fs').writeSync(2, 'x'.repeat(65536));
};
