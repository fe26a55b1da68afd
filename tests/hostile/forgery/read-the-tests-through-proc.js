// looks for the spec in cwd, root, environ, maps and open files of every process
// Expect: exited
const fs = require('node:fs');
let secret;
for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
  for (const place of ['cwd/target.spec.js', 'root/judge/target.spec.js', 'environ', 'cmdline', 'fd/0', 'fd/4', 'fd/5']) {
    try {
      secret ??= /([a-z]+-3b1f-[a-z]+)/.exec(fs.readFileSync(`/proc/${pid}/${place}`, 'utf8'))?.[1];
    } catch {
      // not ours
    }
  }
}
module.exports = require('./wrong.js').lying(() => secret);
