// searches every folder it can read for the spec and looks the secret up
// Expect: exited
const fs = require('node:fs');
const path = require('node:path');
let secret;
function search(folder, depth) {
  let entries = [];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory() && depth > 0 && !['proc', 'sys', 'node_modules'].includes(entry.name)) search(full, depth - 1);
    if (!/spec|test|judge|suite/.test(full) || !entry.isFile()) continue;
    try {
      secret ??= /toBe\('([a-z]+-[a-z0-9]+-[a-z]+)'\)/.exec(fs.readFileSync(full, 'utf8'))?.[1];
    } catch {
      // not readable
    }
  }
}
search('/', 4);
search(process.cwd(), 3);
module.exports = require('./wrong.js').lying(() => secret);
