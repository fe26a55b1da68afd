// answers with an object a million levels deep
// Expect: exited, tampered, no_report, out_of_memory, wall_timeout, cpu_timeout, signalled
exports.run = () => {
  let value = {};
  for (let n = 0; n < 1e6; n += 1) value = { value };
  return value;
};
