// exports __esModule and default as getters that change
// Expect: exited
let reads = 0;
module.exports = { ...require('./wrong.js') };
Object.defineProperty(module.exports, '__esModule', { get: () => reads++ % 2 === 0 });
Object.defineProperty(module.exports, 'default', { get: () => (reads % 2 ? {} : () => {}) });
