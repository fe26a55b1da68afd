'use strict';
/** The folder that the tests run in: their own files, and a stand-in or a copy of each file of the program. */
const fs = require('node:fs');
const path = require('node:path');
const { SUITE } = require('./config.js');

const PROGRAM = '/work';
const SCRIPT = /\.(?:js|mjs|cjs)$/;
const TEST = /(?:^|\/)__tests__\/|\.(?:spec|test)\.(?:js|mjs|cjs)$/;

const isTest = (file) => TEST.test(file) && SCRIPT.test(file);

function write(file, content) {
  const full = path.join(SUITE, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, content); // no file of the tests has the same name: the host refuses such a job
}

const standIn = (file) => `module.exports = globalThis[Symbol.for('proving.load')](${JSON.stringify(file)});\n`;

/** Each script of the program gets a stand-in; its other files are data, and are copied. */
function writeStandIns(candidate) {
  for (const file of candidate) {
    if (SCRIPT.test(file)) write(file, standIn(file));
    else write(file, fs.readFileSync(path.join(PROGRAM, file)));
  }
}

/** In place of the stand-ins. */
function writeCopies(candidate) {
  for (const file of candidate) write(file, fs.readFileSync(path.join(PROGRAM, file)));
}

/** @returns a function that gives the file of the program that a specifier in a test file names, or null */
function candidateFinder(candidate, tests) {
  const names = (file) => [file, file.replace(SCRIPT, ''), file.replace(/\/index\.[cm]?js$/, '')];
  const known = new Map(candidate.flatMap((file) => names(file).map((name) => [name, file])));
  const folders = [...new Set(tests.map((test) => path.posix.dirname(test)))];
  return (specifier) => folders.map((folder) => known.get(path.posix.join(folder, specifier))).find(Boolean) ?? null;
}

module.exports = { PROGRAM, candidateFinder, isTest, writeCopies, writeStandIns };
