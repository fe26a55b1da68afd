'use strict';
/** The judge's process: loads Jest before the job is known, says so, waits for the job, judges it, and ends. */
process.env.FORCE_COLOR = '0';
const fs = require('node:fs');
const { Judging } = require('./judging.js');
const report = require('./report.js');
const { warmUp } = require('./warm.js');

const REPORT_FD = 3;
const BRIEF_FD = 4;

async function main() {
  await warmUp();
  fs.writeSync(REPORT_FD, 'ready\n');
  const brief = JSON.parse(fs.readFileSync(BRIEF_FD, 'utf8')); // blocks without using the processor
  report.openWith(brief.watchword);
  await new Judging(brief).run();
  report.send({ type: 'end' });
  report.end();
  process.reallyExit(0);
}

main().catch((error) => {
  report.send({ type: 'judge_error', message: `${error?.stack ?? error}`.slice(0, 4000) });
  process.reallyExit(70);
});
