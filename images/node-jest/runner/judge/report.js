'use strict';
/**
 * The one channel to PID 1: one JSON object a line, after a word that only the host and this file know. Everything that
 * it uses was captured before any test ran: where a program shares the process, it may have changed all the rest.
 */
const { writeSync, closeSync } = require('node:fs');
const { stripVTControlCharacters } = require('node:util');

const REPORT_FD = 3;
const MAX_MESSAGE_CHARACTERS = 8000;
const { stringify } = JSON;
const strip = stripVTControlCharacters;
const toBytes = Buffer.from;
const { assign, create } = Object;
const { isArray } = Array;
let watchword = '';

function openWith(word) {
  watchword = word;
}

/** A copy that inherits nothing: an inherited toJSON would have the last word on what is written. */
function bare(record) {
  const copy = assign(create(null), record);
  for (const key in copy) if (isArray(copy[key])) copy[key].toJSON = undefined;
  return copy;
}

function send(record) {
  const bytes = toBytes(`${watchword} ${stringify(bare(record))}\n`);
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

module.exports = { asMessage, end, openWith, send, testRecord };
