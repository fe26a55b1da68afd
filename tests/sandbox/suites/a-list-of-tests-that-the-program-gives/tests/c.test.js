const { cases } = require('./c');
for (const one of cases) test(`case ${one}`, () => { expect(one).toBeGreaterThan(0); });
test.each(cases)('each %i', (one) => { expect(one).toBeLessThan(4); });
