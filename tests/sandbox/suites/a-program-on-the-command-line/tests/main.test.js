const { execFileSync } = require('child_process');
const path = require('path');
test('x', () => {
  expect(execFileSync(process.execPath, [path.join(__dirname, 'main.js'), 'bob'], { encoding: 'utf8' })).toBe('hello bob\n');
});
