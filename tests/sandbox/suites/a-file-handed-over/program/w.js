const fs = require('fs');
exports.lines = (p) => fs.readFileSync(p, 'utf8').split('\n').length;
