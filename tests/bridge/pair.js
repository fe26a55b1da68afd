'use strict';
/** Starts a real candidate process and the judge's end of the bridge to it, over four named pipes. */
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const vm = require('node:vm');

const BRIDGE = path.join(__dirname, '../../images/node-jest/runner/bridge');
const { JudgeBridge } = require(path.join(BRIDGE, 'judge.js'));

/** Opens one named pipe at both ends; neither end keeps the other's alive. */
function openPipe(file) {
  const both = fs.openSync(file, 'r+');
  const ends = { read: fs.openSync(file, 'r'), write: fs.openSync(file, 'w') };
  fs.closeSync(both);
  return ends;
}

function openPipes() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bridge-'));
  const files = ['toCandidate', 'toJudge', 'bellCandidate', 'bellJudge'].map((name) => path.join(folder, name));
  execFileSync('mkfifo', files);
  const pipes = files.map(openPipe);
  fs.rmSync(folder, { recursive: true });
  return pipes;
}

/** A realm like that of Jest's environment: a context of its own with Node's globals. */
function makeRealm() {
  const realm = vm.runInContext('globalThis', vm.createContext());
  for (const key of Object.getOwnPropertyNames(globalThis)) {
    if (!(key in realm)) Object.defineProperty(realm, key, Object.getOwnPropertyDescriptor(globalThis, key));
  }
  return Object.assign(realm, { ArrayBuffer, Uint8Array, Buffer });
}

/**
 * @param {object} [options]
 * @param {string} [options.program] the candidate's main file
 * @returns {{bridge: JudgeBridge, realm: object, child: object, stop: () => Promise<void>}}
 */
function startPair({ program = path.join(BRIDGE, 'candidate.js'), realm = makeRealm(), limits } = {}) {
  const [toCandidate, toJudge, bellCandidate, bellJudge] = openPipes();
  const theirs = [toCandidate.read, toJudge.write, bellCandidate.read, bellJudge.write];
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'inherit', 'inherit', ...theirs] });
  theirs.forEach((fd) => fs.closeSync(fd));
  const fds = { messagesOut: toCandidate.write, messagesIn: toJudge.read, doorbellIn: bellJudge.read, doorbellOut: bellCandidate.write };
  const bridge = new JudgeBridge({ fds, realm, limits });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const stop = async () => {
    bridge.close();
    [fds.messagesOut, fds.messagesIn, fds.doorbellOut].forEach((fd) => fs.closeSync(fd));
    child.kill('SIGKILL');
    await ended;
  };
  return { bridge, realm, child, stop };
}

/** Writes a solution file into a folder of its own, which goes when the tests end. @returns {string} its path */
function writeSolution(source, name = 'solution.js') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'solution-'));
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, name);
  fs.writeFileSync(file, source);
  return file;
}

module.exports = { BRIDGE, makeRealm, startPair, writeSolution };
