// makes every, some, filter, indexOf and includes say yes
// Expect: exited
Array.prototype.every = () => true;
Array.prototype.some = () => false;
Array.prototype.filter = () => [];
Array.prototype.indexOf = () => 0;
Array.prototype.includes = () => true;
module.exports = require('./wrong.js');
