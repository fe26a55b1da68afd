// builds ever longer strings
// Expect: out_of_memory
exports.run = () => {
  const kept = [];
  for (let n = 0; ; n += 1) kept.push(Buffer.from(`${n}`.repeat(1e6)).toString('latin1'));
};
