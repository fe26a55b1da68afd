jest.mock('./db');
const { use } = require('./use');
test('x', () => { expect(use()).toBe('manual'); });
