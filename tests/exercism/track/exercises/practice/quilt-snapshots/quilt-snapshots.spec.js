import { quilt, describeQuilt } from './quilt-snapshots';

describe('quilts', () => {
  test('a small one', () => {
    expect(quilt(2, 3, ['a', 'b'])).toMatchSnapshot();
  });

  xtest('is described', () => {
    expect(describeQuilt(2, 3)).toMatchSnapshot();
  });

  xtest('inline', () => {
    expect(quilt(4, 1, ['x', 'o', '-'])).toMatchInlineSnapshot(`"xo-x"`);
  });

  xtest('errors too', () => {
    expect(() => quilt(1, 1)).toThrowErrorMatchingInlineSnapshot(
      `"Cannot read properties of undefined (reading 'length')"`,
    );
  });
});
