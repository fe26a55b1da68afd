// prints without end on the error stream
// Expect: output_limit
exports.run = () => {
  for (;;) {
    try {
      require("node:fs").writeSync(2, "x".repeat(65536));
    } catch {
      // the reader is behind: try again
    }
  }
};
