// fills memory outside the heap with Buffers
// Expect: out_of_memory
exports.run = () => {
  const kept = [];
  for (;;) kept.push(Buffer.alloc(16 << 20, 1));
};
