// logs without end through the console
// Expect: output_limit, out_of_memory
exports.run = async () => {
  for (;;) {
    for (let n = 0; n < 1000; n += 1) console.log('x'.repeat(1000));
    await new Promise(setImmediate);
  }
};
