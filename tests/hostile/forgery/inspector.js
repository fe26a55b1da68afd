// opens the inspector, and tries the inspectors of the others
// Expect: exited
const inspector = require('node:inspector');
try {
  inspector.open(9229, '127.0.0.1');
} catch {
  // not to be had
}
for (const port of [9229, 9230, 5858]) {
  fetch(`http://127.0.0.1:${port}/json`).then((answer) => answer.json()).catch(() => undefined);
}
const session = new inspector.Session();
session.connect();
session.post('Runtime.evaluate', { expression: 'process.exitCode = 0' });
module.exports = require('./wrong.js');
