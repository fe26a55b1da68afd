let next;
beforeEach(() => { jest.resetModules(); ({ next } = require('./n')); });
test('a', () => { expect(next()).toBe(1); });
test('b', () => { expect(next()).toBe(1); });
