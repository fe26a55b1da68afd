const { mode } = require('./e');
afterEach(() => { delete process.env.MODE; });
test('none', () => { expect(mode()).toBe('none'); });
test('one', () => { process.env.MODE = 'x'; expect(mode()).toBe('x'); });
