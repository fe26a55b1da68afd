// throws errors whose message is a string at the first read and says yes to includes at the second
// Expect: exited
const fail = () => {
  let reads = 0;
  const error = new Error('x');
  Object.defineProperty(error, 'message', { get: () => (reads++ ? { includes: () => true, match: () => true } : 'x') });
  throw error;
};
module.exports = { ...require('./wrong.js'), refuse: fail, laterRefuse: async () => fail() };
