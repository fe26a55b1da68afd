'use strict';
/** The judge's process: loads Jest before the job is known, says so, waits for the job, judges it, and ends. */
process.env.FORCE_COLOR = '0';
const fs = require('node:fs');
const { saveCompiled } = require('./framework.js');
const { Judging } = require('./judging.js');
const report = require('./report.js');
const { warmUp } = require('./warm.js');

const REPORT_FD = 3;
const BRIEF_FD = 4;

async function serve() {
  await warmUp();
  const judging = Judging.prepare();
  fs.writeSync(REPORT_FD, 'ready\n');
  const brief = JSON.parse(fs.readFileSync(BRIEF_FD, 'utf8')); // blocks without using the processor
  report.openWith(brief.watchword);
  await judging.run(brief);
  report.send({ type: 'end' });
  report.end();
  process.reallyExit(0);
}

/** While the image is built: does what is done before a job, and keeps what V8 has compiled. */
async function prepareImage() {
  await warmUp();
  saveCompiled();
}

function give(error) {
  report.send({ type: 'judge_error', message: `${error?.stack ?? error}`.slice(0, 4000) });
  process.reallyExit(70);
}

if (process.argv[2] === '--prepare-image') prepareImage();
else serve().catch(give);
