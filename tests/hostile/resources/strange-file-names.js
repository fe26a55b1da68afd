// makes files whose names hold newlines, escapes, dots and very long text
// Expect: exited
const fs = require('node:fs');
exports.run = () => {
  for (const name of ['a\nb', '\u001b[2J', '-rf', '..a', ' ', 'x'.repeat(255), '\u202etxt.js', '$(id)', '`id`', '%00']) {
    fs.writeFileSync(name, name);
  }
  return 'contained';
};
