// claims to be a DOM node that equals any other
// Expect: tampered
const node = { nodeType: 1, nodeName: 'DIV', tagName: 'DIV', isEqualNode: () => true };
module.exports = require('./wrong.js').lying(() => node);
