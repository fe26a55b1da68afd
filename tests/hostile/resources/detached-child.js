// leaves a detached child behind that ignores every signal
// Expect: exited
const { spawn } = require('node:child_process');
exports.run = () => {
  const code = 'for (const s of ["SIGTERM","SIGHUP","SIGINT"]) process.on(s, () => {}); setInterval(() => {}, 1000)';
  spawn(process.execPath, ['-e', code], { detached: true, stdio: 'ignore' }).unref();
  return 'contained';
};
