// reaches through the callback that it is given to the mock's records and to the test's realm
// Expect: no_report
module.exports = {
  ...require('./wrong.js'),
  each(items, visit) {
    try {
      visit.mock.calls = items.map((item) => [item]);
      visit.mock.calls.push(...items);
    } catch {
      // no such property here
    }
    try {
      visit.constructor('return process')().exit(0);
      visit.constructor('globalThis.expect = () => new Proxy(() => {}, { get: (t) => t })')();
    } catch {
      // another realm
    }
    if (typeof visit.mockReturnValue === 'function') visit.mockClear();
    Object.setPrototypeOf(visit, new Proxy({}, { get: () => () => true }));
  },
};
