// gives callbacks the wrong values and swallows what their promises are rejected with
// Expect: exited, tampered
const swallowing = (visit) => (value) => {
  const answer = visit(value);
  if (answer && answer.catch) answer.catch(() => {});
};
module.exports = { ...require('./wrong.js'), each: (items, visit) => items.forEach(() => swallowing(visit)(0)), eachLater: async (items, visit) => items.forEach(() => swallowing(visit)(0)) };
