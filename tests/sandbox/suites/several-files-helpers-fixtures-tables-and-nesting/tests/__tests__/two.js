const sum = require('../src/sum').default;
describe.each([[1, 2], [3, 4]])('with %i and %i', (a, b) => {
  describe('nested', () => { it('sums', () => { expect(sum([a, b])).toBe(a + b); }); });
});
test.each`
  a    | is
  ${1} | ${1}
  ${2} | ${2}
`('of $a is $is', ({ a, is }) => { expect(sum([a])).toBe(is); });
test.failing('fails as it should', () => { expect(sum([1])).toBe(2); });
test.concurrent('at once', async () => { expect(sum([1])).toBe(1); });
test.todo('more');
test.skip('not now', () => {});
describe.skip('nor these', () => { test('here', () => { throw new Error(); }); });
