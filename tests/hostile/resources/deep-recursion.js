// recurses until the stack is gone, and says so
// Expect: exited
exports.run = () => {
  const down = () => down() + 1;
  try {
    return down();
  } catch (error) {
    return error instanceof RangeError ? 'contained' : 'another error';
  }
};
