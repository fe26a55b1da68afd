// starts a detached child that inherits every descriptor and writes success to them
// Expect: tampered, signalled, no_report
const { spawn } = require('node:child_process');
try {
  const stdio = ['ignore', 'inherit', 'inherit', 3, 4, 5, 6];
  spawn(process.execPath, ['-e', 'for (let i=1;i<9;i++) try{require("fs").writeSync(i,"{\\"success\\":true}")}catch{}'], {
    detached: true,
    stdio,
  }).unref();
} catch {
  // not allowed
}
module.exports = require('./wrong.js');
