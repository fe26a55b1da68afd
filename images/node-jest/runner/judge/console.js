'use strict';
const { Console } = require('node:console');
const fs = require('node:fs');
const { Writable } = require('node:stream');

/** Writes at once: what was printed before a deadline must not be lost in a buffer. */
const sink = (fd) => new Writable({
  decodeStrings: true,
  write(chunk, _encoding, done) {
    try {
      fs.writeSync(fd, chunk);
    } catch {
      // the reader has had enough; the limit says so elsewhere
    }
    done();
  },
});

/** The console that tests see. */
class SuiteConsole extends Console {
  constructor() {
    super({ stdout: sink(1), stderr: sink(2), colorMode: false });
  }
}

module.exports = { SuiteConsole };
