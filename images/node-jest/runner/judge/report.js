'use strict';
/** The one channel to PID 1: one JSON object a line. Everything that it uses was captured before any test ran. */
const { writeSync, closeSync } = require('node:fs');
const { stripVTControlCharacters } = require('node:util');

const REPORT_FD = 3;
const MAX_MESSAGE_CHARACTERS = 8000;
const { stringify } = JSON;
const strip = stripVTControlCharacters;

function send(record) {
  const bytes = Buffer.from(`${stringify(record)}\n`);
  for (let done = 0; done < bytes.length; ) done += writeSync(REPORT_FD, bytes, done);
}

const shorten = (text) => (text.length > MAX_MESSAGE_CHARACTERS ? `${text.slice(0, MAX_MESSAGE_CHARACTERS)} … (shortened)` : text);

/** Frames inside Jest and inside the border say nothing about the program. */
const tidy = (text) =>
  strip(text)
    .split('\n')
    .filter((line) => !/^\s+at .*(?:\/opt\/proving\/|node:internal)/.test(line))
    .join('\n');

const asMessage = (text) => (text ? shorten(tidy(`${text}`)) : null);

function testRecord(file, result) {
  return {
    type: 'test',
    file,
    name: [...result.ancestorTitles, result.title].join(' > '),
    status: result.status,
    duration_ms: result.duration ?? null,
    message: asMessage(result.failureMessages.join('\n\n')),
  };
}

const end = () => closeSync(REPORT_FD);

module.exports = { asMessage, end, send, testRecord };
