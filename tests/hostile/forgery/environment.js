// changes the environment and the options that later processes would take over
// Expect: exited
process.env.NODE_OPTIONS = '--require /work/evil.js';
process.env.JEST_WORKER_ID = '1';
process.env.NODE_PATH = '/work';
process.execArgv.push('--require', '/work/evil.js');
process.argv.push('--passWithNoTests', '--testPathPattern=nothing');
process.chdir('/tmp');
module.exports = require('./wrong.js');
