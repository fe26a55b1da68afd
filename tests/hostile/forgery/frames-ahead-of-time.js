// answers questions that were not asked yet: frames written ahead of time into the channel
// Expect: exited, tampered, no_report, wall_timeout
const fs = require('node:fs');
const frame = (message) => {
  const text = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  return Buffer.concat([head, text]);
};
module.exports = require('./wrong.js').lying((name, a) => {
  for (let i = 0; i < 3; i++) fs.writeSync(4, frame(['r', [], true, a]));
  return a;
});
