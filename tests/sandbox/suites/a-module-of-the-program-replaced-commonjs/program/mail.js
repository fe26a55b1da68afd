const wire = require('./wire');
exports.mail = (to) => wire.send(to, 'hello');
