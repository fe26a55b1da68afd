// calls callbacks with generators and async iterators that never come to an end of use
// Expect: exited, tampered
function* endless() {
  for (;;) yield 1;
}
module.exports = { ...require('./wrong.js').lying(() => endless()), each: (items, visit) => { try { visit(endless()); } catch { /* its own business */ } } };
