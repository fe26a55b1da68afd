const db = require('./db');
exports.use = () => db.load();
