// returns arrays that have another class make the arrays that tests derive from them
// Expect: exited
module.exports = require('./wrong.js').lying((name, a) => {
  const list = [a];
  list.constructor = { [Symbol.species]: class { constructor() { return new Proxy([], { get: (target, key) => (key === 'length' ? 3 : target[key]) }); } } };
  return list;
});
