import { createEntry, format } from './ledger-tidy';

test('an empty one', () => {
  expect(format([])).toBe('');
});

xtest('some entries', () => {
  expect(format([createEntry('tea', 250), createEntry('bun', 5)])).toBe('tea: 2.50\nbun: 0.05');
});
