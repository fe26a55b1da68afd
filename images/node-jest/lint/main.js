'use strict';
/**
 * A process that lints what it is sent, one program after another, in a container that runs no program.
 *
 * Frames are those of the sandbox image (../README.md): in `L`, a JSON array of {path, text}; out `R` once, with what
 * lints, then a `J` for each `L`. It ends when stdin ends.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { lint, VERSION } = require('./lint.js');
const { RULES } = require('./rules.js');

const HEADER_BYTES = 5;
const MOST_BYTES = 4 * 1024 * 1024;

function send(type, value) {
  const payload = Buffer.from(JSON.stringify(value));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(type, 'latin1');
  header.writeUInt32BE(payload.length, 1);
  fs.writeSync(1, Buffer.concat([header, payload]));
}

function answer(payload) {
  try {
    send('J', lint(JSON.parse(payload)));
  } catch (error) {
    send('J', { error: String(error?.message ?? error).slice(0, 500) });
  }
}

/** Takes the frames that are whole off the front of `bytes`, and returns the rest. */
function take(bytes) {
  while (bytes.length >= HEADER_BYTES) {
    const length = bytes.readUInt32BE(1);
    if (bytes[0] !== 'L'.charCodeAt(0) || length > MOST_BYTES) process.exit(64);
    if (bytes.length < HEADER_BYTES + length) break;
    answer(bytes.toString('utf8', HEADER_BYTES, HEADER_BYTES + length));
    bytes = bytes.subarray(HEADER_BYTES + length);
  }
  return bytes;
}

let waiting = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  waiting = take(Buffer.concat([waiting, chunk]));
});
process.stdin.on('end', () => process.exit(0));
lint([{ path: 'warm-up.js', text: 'module.exports = (a) => a + 1;\n' }]);
const rules = createHash('sha256').update(JSON.stringify(RULES)).digest('hex').slice(0, 12);
send('R', { linter: `ESLint ${VERSION}, rules ${rules}` });
