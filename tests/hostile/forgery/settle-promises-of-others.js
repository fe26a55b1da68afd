// tells the judge that promises were kept which it never gave
// Expect: exited, tampered, no_report, wall_timeout, signalled
const fs = require('node:fs');
const frame = (message) => {
  const text = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  return Buffer.concat([head, text]);
};
module.exports = require('./wrong.js').lying(() => {
  const all = Array.from({ length: 400 }, (_, at) => [at - 200, true, 1]);
  fs.writeSync(4, frame(['t', [], all, []]));
  return new Promise(() => {});
});
