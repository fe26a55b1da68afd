const { f } = require('./f');
const log = [];
beforeAll(async () => { log.push('all'); });
beforeEach((done) => { log.push('each'); done(); });
afterEach(() => { log.push('after'); });
describe.only('these', () => {
  test('callback', (done) => { f().then((v) => { expect(v).toBe(1); done(); }, done); });
  test('counted', async () => { expect.assertions(1); await expect(f()).resolves.toBe(1); });
  test('in order', () => { expect(log).toEqual(['all', 'each', 'after', 'each', 'after', 'each']); });
});
test('not this', () => { throw new Error(); });
