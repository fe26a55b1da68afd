const { log, roll } = require('./l');
afterEach(() => { jest.restoreAllMocks(); });
test('log', () => {
  const spy = jest.spyOn(console, 'log').mockImplementation(() => {});
  log(3);
  expect(spy).toHaveBeenCalledWith('got', 3);
});
test('roll', () => { jest.spyOn(Math, 'random').mockReturnValue(0.5); expect(roll()).toBe(3); });
