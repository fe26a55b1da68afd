jest.mock('./wire');
const wire = require('./wire');
const { mail } = require('./mail');
test('sends', () => {
  wire.send.mockReturnValue('ok');
  expect(mail('bob')).toBe('ok');
  expect(wire.send).toHaveBeenCalledWith('bob', 'hello');
});
