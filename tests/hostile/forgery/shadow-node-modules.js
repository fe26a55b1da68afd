// puts its own @jest/globals, expect and jest-circus in node_modules folders near it
// Expect: exited
const fs = require('node:fs');
const yes = 'const y = new Proxy(() => y, { get: () => y, apply: () => y }); module.exports = y;';
for (const folder of ['.', '..', '/work', '/judge', '/tmp', '/', '/opt']) {
  for (const name of ['@jest/globals', 'expect', 'jest-circus', '@jest/expect']) {
    try {
      fs.mkdirSync(`${folder}/node_modules/${name}`, { recursive: true });
      fs.writeFileSync(`${folder}/node_modules/${name}/index.js`, yes);
    } catch {
      // read-only
    }
  }
}
module.exports = require('./wrong.js');
