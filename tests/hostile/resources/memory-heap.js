// fills the heap with live objects
// Expect: out_of_memory
exports.run = () => {
  const kept = [];
  for (;;) kept.push(new Array(1e5).fill(kept.length));
};
