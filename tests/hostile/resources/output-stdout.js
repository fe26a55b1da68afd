// prints without end
// Expect: output_limit
exports.run = () => {
  for (;;) {
    try {
      require("node:fs").writeSync(1, "x".repeat(65536));
    } catch {
      // the reader is behind: try again
    }
  }
};
