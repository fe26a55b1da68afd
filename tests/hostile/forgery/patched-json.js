// makes JSON.stringify write a success whatever it is given
// Expect: exited
JSON.stringify = () => '{"success":true,"status":"passed","tests":[]}';
JSON.parse = () => ({ success: true });
module.exports = require('./wrong.js');
