'use strict';
/** Carries out what the other side asks for, on this side's real objects. */
const P = require('./primordials.js');
const { TamperedError } = require('./errors.js');
const { APPLY, CONSTRUCT, TRAP } = require('./messages.js');
const { TRAPS } = require('./proxies.js');

/** Only what this side sent can be called: never a builtin by its name. */
function ownTarget(heap, id, isKind) {
  if (!Number.isSafeInteger(id)) throw new TamperedError('a call of nothing');
  const entry = heap.lookUp(id);
  if (!entry.mine || !isKind(entry)) throw new TamperedError('a call of what cannot be called');
  return entry.object;
}

const callable = (entry) => typeof entry.object === 'function';

function decodeList(heap, wires) {
  if (!P.isArray(wires)) throw new TamperedError('arguments that are no list');
  return wires.map((wire) => heap.decode(wire));
}

function runTrap(heap, id, trap, wires) {
  const target = ownTarget(heap, id, (entry) => entry.kind === 'x');
  if (!TRAPS.has(trap)) throw new TamperedError('a trap that is none');
  const args = decodeList(heap, wires);
  if (trap === 'construct') return P.construct(target, args[0]);
  return Reflect[trap](target, ...args);
}

/** @returns a function that does it: decoding is over and cannot fail any more */
function prepare(heap, op, id, first, second) {
  if (op === TRAP) return () => runTrap(heap, id, first, second);
  const fn = ownTarget(heap, id, callable);
  if (op === APPLY) {
    const self = heap.decode(first);
    const args = decodeList(heap, second);
    return () => P.apply(fn, self, args);
  }
  if (op !== CONSTRUCT) throw new TamperedError('an operation that is none');
  const args = decodeList(heap, first);
  const newTarget = second === null ? fn : heap.decode(second);
  return () => P.construct(fn, args, newTarget);
}

module.exports = { prepare };
