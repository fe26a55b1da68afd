// prints without end
// Expect: output_limit
exports.run = () => {
  for (;;) require('node:fs').writeSync(1, 'x'.repeat(65536));
};
