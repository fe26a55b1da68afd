// returns proxies that play mocks which were called as expected
// Expect: exited
const mock = { _isMockFunction: true, getMockName: () => 'fn', mock: { calls: [], results: [], contexts: [] } };
module.exports = require('./wrong.js').lying(() => new Proxy(() => {}, { get: (target, key) => mock[key] ?? target[key] }));
