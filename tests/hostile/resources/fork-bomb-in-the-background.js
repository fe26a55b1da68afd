// starts detached copies of itself, each of which starts more, and answers at once
// Expect: pids_limit, exited, out_of_memory, no_report
const { spawn } = require('node:child_process');
const code = 'const s = () => { try { require("child_process").spawn(process.execPath, ["-e", c], { detached: true, stdio: "ignore" }).on("error", () => {}); } catch {} }; const c = process.argv[1] ?? ""; setInterval(s, 1);';
spawn(process.execPath, ['-e', code, code], { detached: true, stdio: 'ignore' }).on('error', () => {});
exports.run = () => 'contained';
