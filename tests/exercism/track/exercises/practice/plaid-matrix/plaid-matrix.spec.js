import { Plaid } from './plaid-matrix';

describe('Plaid', () => {
  test('extract row from one number matrix', () => {
    expect(new Plaid('1').rows[0]).toEqual([1]);
  });

  xtest('columns', () => {
    const plaid = new Plaid('1 2 3\n4 5 6\n7 8 9\n8 7 6');
    expect(plaid.columns).toEqual([[1, 4, 7, 8], [2, 5, 8, 7], [3, 6, 9, 6]]);
  });

  xtest('is not changed by what was given', () => {
    const plaid = new Plaid('1 2\n3 4');
    plaid.rows[0][0] = 99;
    plaid.rows.push('nonsense');
    expect(plaid.rows).toEqual([[1, 2], [3, 4]]);
  });

  xtest('can be set', () => {
    const plaid = new Plaid('1');
    plaid.text = '5 6';
    expect(plaid.columns).toEqual([[5], [6]]);
  });

  xtest('of a size', () => {
    expect(Plaid.ofSize(2, 3, 7).rows).toEqual([[7, 7, 7], [7, 7, 7]]);
    expect(Plaid.ofSize(1, 1)).toBeInstanceOf(Plaid);
  });
});
