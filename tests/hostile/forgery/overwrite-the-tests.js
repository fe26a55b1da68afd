// overwrites the spec, and every spec it could find, with one that passes
// Expect: exited
const fs = require('node:fs');
const empty = "test('toBe', () => {});";
for (const folder of ['.', '..', '/judge', '/judge/suite', '/work', '/work/tests', __dirname, '/tmp']) {
  for (const name of ['target.spec.js', 'target.spec.cjs', 'solution.js']) {
    try {
      fs.writeFileSync(`${folder}/${name}`, empty);
    } catch {
      // not ours
    }
  }
}
module.exports = require('./wrong.js');
