// writes configuration that tells Jest and Babel to run nothing, and a setup file that patches expect
// Expect: exited
const fs = require('node:fs');
const files = {
  'jest.config.js': 'module.exports = { testMatch: [], passWithNoTests: true, setupFiles: ["./setup.js"] };',
  'package.json': '{"jest":{"testPathIgnorePatterns":["."],"passWithNoTests":true},"type":"commonjs"}',
  'babel.config.js': 'module.exports = { plugins: [() => ({ visitor: { Program: (p) => { p.node.body = []; } } })] };',
  'setup.js': 'globalThis.expect = () => new Proxy(() => {}, { get: (t) => t });',
  '.babelrc': '{"ignore":["**"]}',
};
for (const folder of ['.', '..', '/work', '/judge', '/tmp']) {
  for (const [name, text] of Object.entries(files)) {
    try {
      fs.writeFileSync(`${folder}/${name}`, text);
    } catch {
      // read-only
    }
  }
}
module.exports = require('./wrong.js');
