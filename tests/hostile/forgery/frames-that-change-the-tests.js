// writes records that change objects of the judge's by guessed numbers
// Expect: tampered, no_report, signalled
const fs = require('node:fs');
const frame = (message) => {
  const text = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  return Buffer.concat([head, text]);
};
module.exports = require('./wrong.js').lying(() => {
  for (let id = -1; id > -40; id--) fs.writeSync(4, frame(['r', [[1, id, 0, [], ['length', 1, 0, 'asymmetricMatch', 1, true], null, true]], true, [id]]));
});
