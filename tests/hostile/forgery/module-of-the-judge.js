// asks the judge for modules by name: its tests, Jest, Node's own
// Expect: tampered, no_report, signalled
const fs = require('node:fs');
const frame = (message) => {
  const text = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  return Buffer.concat([head, text]);
};
module.exports = require('./wrong.js').lying(() => {
  for (const path of ['/judge/suite/target.spec.js', '@jest/globals', 'node:fs', '/work/solution.js', '__proto__']) {
    fs.writeSync(4, frame(['c', [], 'module', path]));
  }
});
