// does its tricks from a worker thread that outlives the tests
// Expect: exited, tampered
const { Worker } = require('node:worker_threads');
const worker = new Worker(
  `const fs = require('node:fs');
   setInterval(() => { for (let fd = 3; fd < 12; fd += 1) { try { fs.writeSync(fd, '{"success":true}'); } catch {} } }, 1);`,
  { eval: true },
);
worker.unref();
module.exports = require('./wrong.js');
