// makes Object.is and hasOwnProperty say yes and hides every key
// Expect: exited
Object.is = () => true;
Object.keys = () => [];
Object.prototype.hasOwnProperty = () => true;
Object.prototype.toString = () => '[object Number]';
module.exports = require('./wrong.js');
