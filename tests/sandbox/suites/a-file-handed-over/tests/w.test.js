const fs = require('fs');
const os = require('os');
const path = require('path');
const { lines } = require('./w');
test('x', () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'w-')), 'a.txt');
  fs.writeFileSync(file, 'a\nb');
  expect(lines(file)).toBe(2);
});
