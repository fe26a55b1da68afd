// claims to be a number, a date or a string by Symbol.toStringTag
// Expect: exited
const tags = ['Number', 'Date', 'String', 'Object', 'Array', 'Map', 'RegExp', 'URL'];
let turn = 0;
module.exports = require('./wrong.js').lying(() => ({
  get [Symbol.toStringTag]() {
    return tags[turn++ % tags.length];
  },
  valueOf: () => turn,
  href: '',
}));
