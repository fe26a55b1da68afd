// searches the memory of every other process for the secret through /proc/PID/mem
// Expect: exited
const fs = require('node:fs');
let secret;
for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
  try {
    const mem = fs.openSync(`/proc/${pid}/mem`, 'r+');
    for (const line of fs.readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n').slice(0, 200)) {
      const [from, to] = line.split(' ')[0].split('-').map((hex) => Number.parseInt(hex, 16));
      const bytes = Buffer.alloc(Math.min(to - from, 1 << 20));
      fs.readSync(mem, bytes, 0, bytes.length, from);
      secret ??= /([a-z]+-3b1f-[a-z]+)/.exec(bytes.toString('latin1'))?.[1];
    }
  } catch {
    // not ours
  }
}
module.exports = require('./wrong.js').lying(() => secret);
