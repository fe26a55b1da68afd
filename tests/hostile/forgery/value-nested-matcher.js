// hides matchers where the compared values are: in properties, elements, map entries and sets
// Expect: tampered
const any = () => ({ asymmetricMatch: () => true });
module.exports = {
  ...require('./wrong.js'),
  describe: () => ({ value: any(), twice: any() }),
  list: () => [any(), any(), any()],
  collect: () => new Map([[any(), new Set([any()])]]),
  later: async () => any(),
  each: (items, visit) => items.forEach(() => visit(any())),
};
