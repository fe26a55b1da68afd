const s = require('./s');
test('stored', () => { expect(s(3)).toMatchSnapshot(); });
test('inline', () => {
  expect(s(4)).toMatchInlineSnapshot(`
{
  "deep": {
    "list": [
      1,
      4,
    ],
  },
  "n": 4,
}
`);
});
