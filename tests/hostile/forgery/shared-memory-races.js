// returns views on memory that a thread of its own keeps changing while it is compared
// Expect: exited, tampered
const { Worker } = require('node:worker_threads');
const shared = new SharedArrayBuffer(1024);
new Worker('const { workerData } = require("node:worker_threads"); const all = new Int32Array(workerData); for (;;) for (let i = 0; i < all.length; i++) all[i]++;', { eval: true, workerData: shared }).unref();
module.exports = require('./wrong.js').lying(() => new Int32Array(shared));
