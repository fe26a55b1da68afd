'use strict';
const fs = require('node:fs');
const { CandidateGoneError, TamperedError } = require('./errors.js');
const { Buffer } = require('./primordials.js');

const { readSync, writeSync } = fs;
const HEADER_BYTES = 4;
const CHUNK_BYTES = 64 * 1024;
const UTF8_MAX_BYTES = 3;
const nap = Atomics.wait.bind(Atomics, new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.2);

/** Runs one system call until it is not interrupted; a pipe that is not ready is tried again after a nap. */
function persist(systemCall) {
  for (;;) {
    try {
      return systemCall();
    } catch (error) {
      if (error.code === 'EAGAIN') nap();
      else if (error.code === 'EPIPE' || error.code === 'ECONNRESET' || error.code === 'EBADF') throw new CandidateGoneError();
      else if (error.code !== 'EINTR') throw error;
    }
  }
}

/** Length-prefixed text frames over two blocking pipes. */
class Channel {
  constructor({ readFd, writeFd, limits }) {
    this.readFd = readFd;
    this.writeFd = writeFd;
    this.limits = limits;
    this.incoming = Buffer.allocUnsafe(CHUNK_BYTES);
    this.start = 0;
    this.end = 0;
    this.outgoing = Buffer.allocUnsafe(CHUNK_BYTES);
  }

  /** @param {string} text one frame's content; blocks until it is written whole */
  send(text) {
    const small = text.length * UTF8_MAX_BYTES + HEADER_BYTES <= CHUNK_BYTES;
    const frame = small ? this.outgoing : Buffer.allocUnsafe(HEADER_BYTES + Buffer.byteLength(text));
    const bytes = frame.write(text, HEADER_BYTES, 'utf8');
    frame.writeUInt32LE(bytes, 0);
    this.writeAll(frame, bytes + HEADER_BYTES);
  }

  writeAll(frame, total) {
    for (let done = 0; done < total; ) {
      const from = done;
      done += persist(() => writeSync(this.writeFd, frame, from, total - from));
    }
  }

  /** Blocks until one frame is there whole. @returns {string} */
  receive() {
    this.fill(HEADER_BYTES);
    const bytes = this.incoming.readUInt32LE(this.start);
    if (bytes > this.limits.frameBytes) throw new TamperedError(`a frame of ${bytes} bytes is over the limit`);
    this.fill(HEADER_BYTES + bytes);
    const from = this.start + HEADER_BYTES;
    this.start = from + bytes;
    const text = this.incoming.toString('utf8', from, this.start);
    if (this.start === this.end) this.rewind();
    return text;
  }

  rewind() {
    this.start = 0;
    this.end = 0;
    if (this.incoming.length > CHUNK_BYTES) this.incoming = Buffer.allocUnsafe(CHUNK_BYTES);
  }

  fill(bytes) {
    if (this.start + bytes > this.incoming.length) this.makeRoom(bytes);
    while (this.end - this.start < bytes) {
      const count = persist(() => readSync(this.readFd, this.incoming, this.end, this.incoming.length - this.end, null));
      if (count === 0) throw new CandidateGoneError();
      this.end += count;
    }
  }

  makeRoom(bytes) {
    const target = bytes > this.incoming.length ? Buffer.allocUnsafe(bytes) : this.incoming;
    this.incoming.copy(target, 0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
    this.incoming = target;
  }
}

/** Writes the single byte that wakes the other side's event loop. */
function ring(fd) {
  persist(() => writeSync(fd, '!'));
}

module.exports = { Channel, ring };
