'use strict';
/** The candidate's process: waits for the judge's messages and runs the submitted program's code. */
const net = require('node:net');
const { Channel, ring } = require('./channel.js');
const { CandidateGoneError } = require('./errors.js');
const { CandidateSession } = require('./candidate_session.js');
const { DEFAULT_LIMITS } = require('./limits.js');
const { Forwarding } = require('./forward_candidate.js');
const { Intrinsics } = require('./intrinsics.js');
const { Loader } = require('./loader.js');
const { printAtOnce } = require('./printing.js');

const DEFAULT_FDS = Object.freeze({ messagesIn: 3, messagesOut: 4, doorbellIn: 5, doorbellOut: 6 });
const exit = process.exit.bind(process);

class Candidate {
  constructor(fds) {
    this.channel = new Channel({ readFd: fds.messagesIn, writeFd: fds.messagesOut, limits: DEFAULT_LIMITS });
    this.ring = () => ring(fds.doorbellOut);
    this.state = { held: false, early: 0, turn: 0, rang: false, notes: [] };
    this.intrinsics = new Intrinsics([globalThis]);
    this.loader = new Loader((file) => this.session.module(file));
    this.forwarding = new Forwarding(this.intrinsics);
    this.session = this.open();
  }

  open() {
    const { intrinsics, channel, state } = this;
    const host = {
      load: (file) => this.loader.load(file),
      forward: (names, table) => this.forwarding.apply(names, table),
      provide: (files) => this.loader.provide(files),
      renew: () => this.renew(),
      uncaught: (error) => this.note('uncaught error', error),
      serveWhileHeld: () => this.guarded(() => this.serveWhileHeld()),
    };
    return new CandidateSession({ intrinsics, limits: DEFAULT_LIMITS, channel, ring: this.ring, state, host });
  }

  renew() {
    this.loader.renew();
    this.forwarding.apply([...this.forwarding.undo.keys()], null);
    this.session = this.open();
    return this.session;
  }

  /** Each byte announces one message, which may have been read already. */
  onDoorbell(count) {
    for (let i = 0; i < count; i++) {
      if (this.state.early > 0) this.state.early -= 1;
      else if (this.session.serveOne()) this.serveWhileHeld();
    }
  }

  serveWhileHeld() {
    while (this.state.held && this.session.serveOne());
  }

  note(what, error) {
    if (this.state.notes.length < DEFAULT_LIMITS.notes) this.state.notes.push(`${what}: ${describe(error)}`);
    this.session.news();
  }

  /** Without the judge there is nothing left to do. */
  guarded(serve) {
    try {
      serve();
    } catch (error) {
      if (error instanceof CandidateGoneError) exit(0);
      process.stderr.write(`bridge: ${describe(error)}\n`);
      exit(70);
    }
  }
}

function describe(error) {
  try {
    return `${error?.stack ?? error}`.slice(0, 4000);
  } catch {
    return 'an error that cannot be shown';
  }
}

function start(fds = DEFAULT_FDS) {
  printAtOnce(process);
  const candidate = new Candidate(fds);
  const doorbell = new net.Socket({ fd: fds.doorbellIn, readable: true, writable: false });
  doorbell.on('data', (bytes) => candidate.guarded(() => candidate.onDoorbell(bytes.length)));
  doorbell.on('end', () => exit(0));
  process.on('uncaughtException', (error) => candidate.note('uncaught error', error));
  process.on('unhandledRejection', (error) => candidate.note('unhandled rejection', error));
  return candidate;
}

module.exports = { start };
if (require.main === module) start();
