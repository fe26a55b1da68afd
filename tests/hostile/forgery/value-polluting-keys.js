// returns objects with own __proto__, constructor and prototype keys to pollute the other side
// Expect: exited
const value = JSON.parse('{"__proto__":{"asymmetricMatch":1,"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
module.exports = require('./wrong.js').lying(() => value);
