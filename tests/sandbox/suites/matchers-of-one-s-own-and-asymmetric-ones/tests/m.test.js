const { f } = require('./m');
expect.extend({ toBeOne: (x) => ({ pass: x === 1, message: () => 'is not one' }) });
test('all', () => {
  expect(f().a).toBeOne();
  expect(f()).toEqual({ a: expect.any(Number), when: expect.any(Date) });
  expect(f()).toEqual(expect.objectContaining({ a: 1 }));
});
