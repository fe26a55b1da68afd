const fs = require('fs');
exports.size = (p) => fs.statSync(p).size;
