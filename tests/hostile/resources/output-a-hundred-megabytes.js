// prints 100 MB on one line
// Expect: output_limit, out_of_memory
exports.run = () => {
  for (let n = 0; n < 100; n += 1) require('node:fs').writeSync(1, 'x'.repeat(1e6));
  return 'contained';
};
