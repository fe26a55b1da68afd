const fs = require('fs');
const path = require('path');
test('x', () => {
  expect(fs.readFileSync(path.join(__dirname, 'f.js'), 'utf8')).not.toMatch('eval');
  expect(require('./f').f()).toBe(1);
});
