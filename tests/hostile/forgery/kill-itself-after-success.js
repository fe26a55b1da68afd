// prints success, then dies by SIGKILL so that nothing can contradict it
// Expect: signalled
require('node:fs').writeSync(1, 'PASS target.spec.js\nTests: 14 passed, 14 total\n');
process.kill(process.pid, 'SIGKILL');
