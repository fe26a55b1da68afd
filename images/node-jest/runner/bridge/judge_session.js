'use strict';
const P = require('./primordials.js');
const { BridgeError, TamperedError } = require('./errors.js');
const { CALL, LOAD, FORWARD, MODULE, PROVIDE, RESET, RESULT, TICK } = require('./messages.js');
const { Policy } = require('./policy.js');
const { Session, Thrown } = require('./session.js');
const { Settlements } = require('./settlements.js');
const { forwarders } = require('./forward.js');

/**
 * The judge's side of the conversation. The judge always has the first word: the candidate writes only while the
 * judge waits for it, so that two full pipes can never wait for each other.
 */
class JudgeSession extends Session {
  constructor({ realm, limits, channel, intrinsics, ring, report, note }) {
    const safeThen = (fn) => this.safeThen(fn);
    super({ sign: -1, intrinsics, limits, channel, policy: new Policy(intrinsics, safeThen, (fn) => this.isMine(fn)), onNews: () => this.scheduleTick() });
    Object.assign(this, { realm, ring, report, note });
    this.fatal = null;
    this.held = false; // the candidate has answered and waits for more, its event loop standing still
    this.tickScheduled = false;
    this.unheeded = null;
    this.kept = new P.SafeSet(); // failed assertions that were told to the program later, in a promise, and by it to nobody
    this.provided = new P.SafeMap(); // path -> gives the exports
  }

  load(path) {
    return this.request(() => [LOAD, path]);
  }

  /** Begins anew on the candidate's side, where the session before this one may have left it held. */
  restart(held) {
    this.held = held;
    this.request(() => [RESET]);
  }

  forward(names, on) {
    const table = forwarders(this.realm, names);
    this.request((heap) => [FORWARD, names, on ? heap.encode(table) : null]);
  }

  /**
   * Modules that the candidate gets from here: mocks of its own, and helpers of the tests.
   * @param {Map<string, () => unknown>} modules by path, as the candidate sees it
   */
  provide(modules) {
    for (const [path, load] of modules) this.provided.set(path, load);
    this.request(() => [PROVIDE, [...modules.keys()]]);
  }

  prepare(message) {
    if (message[2] !== MODULE) return super.prepare(message);
    const load = this.provided.get(message[3]);
    if (load === undefined) throw new TamperedError('a module that is not provided');
    return () => exportsOf(load(), this.heap.intrinsics);
  }

  trap(entry, trap, args, shape) {
    return this.heap.policy.trapped(trap, args[0], shape, super.trap(entry, trap, args));
  }

  ask(op, id, encode) {
    return this.request((heap) => [op, id, ...encode(heap)]);
  }

  /** Sends a call and blocks until its result is there. */
  request(encode) {
    if (this.fatal !== null) throw this.fatal;
    const outermost = this.depth === 0;
    try {
      this.enter();
      this.post(CALL, encode);
      return this.await();
    } catch (error) {
      throw error instanceof Thrown ? error.value : this.failed(error);
    } finally {
      this.depth -= 1;
      if (outermost) this.outermostDone();
    }
  }

  outermostDone() {
    this.scheduleTick();
    const { unheeded } = this;
    this.unheeded = null;
    if (unheeded !== null && this.fatal === null) throw unheeded; // eslint-disable-line no-unsafe-finally
  }

  /** A call from the event loop wakes the candidate; one that finds it held, or in the middle of a call, need not. */
  transmit(text) {
    if (this.depth === 1 && !this.held) this.ring();
    if (this.depth === 1) this.held = true;
    super.transmit(text);
  }

  answer(message) {
    const outcome = super.answer(message);
    if (!outcome.ok && isAssertion(outcome.value)) this.unheeded = outcome.value;
    return outcome;
  }

  checkAlive() {
    if (this.fatal !== null) throw this.fatal;
  }

  result(message) {
    try {
      return super.result(message);
    } catch (error) {
      if (error instanceof Thrown && this.depth === 1) this.heeded(error.value);
      throw error;
    }
  }

  /** What was told to the program has come back to the test. */
  heeded(value) {
    if (value === this.unheeded) this.unheeded = null;
    this.kept.delete(value);
  }

  /** A test's function that failed later than it returned: its promise tells the program. */
  rejected(value) {
    if (isAssertion(value)) this.kept.add(value);
  }

  /** Says at the end of a test file what the program has kept to itself. */
  finish() {
    if (this.kept.size > 0) this.report({ kind: 'kept', sentence: 'the program kept a failed assertion of the test to itself' });
    this.kept.clear();
  }

  /** After a failure of the bridge itself nothing more is believed: every later call fails in the same way. */
  failed(error) {
    if (!(error instanceof BridgeError)) return error;
    if (this.fatal === null) {
      this.fatal = error;
      this.report({ kind: error.kind, sentence: error.message });
    }
    return this.fatal;
  }

  /** The candidate's microtasks run when the test's synchronous code has ended, as they would in one process. */
  scheduleTick() {
    if (this.tickScheduled || this.fatal !== null) return;
    this.tickScheduled = true;
    P.queueMicrotask(() => {
      this.tickScheduled = false;
      this.tick();
    });
  }

  /** Gives the candidate its turn: it tells what has happened, and its event loop runs on. */
  tick() {
    if (this.fatal !== null || this.depth > 0) return;
    try {
      this.enter();
      this.post(TICK, (heap) => [this.settlements.take(heap)]);
      this.endTick(this.awaitTick());
    } catch (error) {
      this.failed(error);
      if (!(error instanceof BridgeError)) throw error;
    } finally {
      this.depth -= 1;
    }
  }

  awaitTick() {
    for (;;) {
      const message = this.next();
      if (message[0] === TICK) return message;
      if (message[0] !== CALL) throw new TamperedError('a message out of turn');
      this.answer(message);
    }
  }

  endTick([, , settled, notes]) {
    this.held = false;
    if (!P.isArray(settled) || !P.isArray(notes)) throw new TamperedError('news that is no list');
    Settlements.apply(this.heap, settled, (value) => this.heeded(value));
    for (const sentence of notes) if (typeof sentence === 'string') this.note(sentence);
  }

  retire() {
    if (this.fatal === null) this.fatal = new BridgeError('the test file is over', 'over');
  }

  isMine(object) {
    return this.heap.byObject.get(object)?.mine === true;
  }

  /** A `then` of the candidate's own making could swallow the test's callbacks; this one gives a real promise. */
  safeThen(original) {
    const entry = this.heap.byObject.get(original);
    if (entry === undefined || entry.mine) return original;
    const { prototype } = this.heap.intrinsic('Promise');
    const wrapper = { then(onFulfilled, onRejected) {
      const promise = new P.Promise((resolve, reject) => P.apply(original, this, [resolve, reject]));
      P.setPrototypeOf(promise, prototype);
      return P.promiseThen(promise, onFulfilled, onRejected);
    } }.then;
    P.setPrototypeOf(wrapper, P.getPrototypeOf(original));
    this.heap.byObject.set(wrapper, entry);
    return wrapper;
  }
}

/** A copy, so that what the program does to it changes nothing for the tests. */
function exportsOf(exports, intrinsics) {
  const copy = copyData(exports, intrinsics, new P.SafeMap());
  if (copy === null || typeof copy !== 'object') return { __proto__: null, default: copy };
  return { __proto__: null, default: copy, ...copy };
}

/** Lists and plain objects are copied; what has a class or can be called is itself, and guards itself. */
function copyData(value, intrinsics, known) {
  if (value === null || typeof value !== 'object') return value;
  if (known.has(value)) return known.get(value);
  const proto = P.getPrototypeOf(value);
  const isPlain = proto === null || intrinsics.names.get(proto) === 'Object.prototype';
  if (!P.isArray(value) && !isPlain) return value;
  const copy = P.isArray(value) ? [] : {};
  known.set(value, copy);
  for (const key of P.ownKeys(value)) if (key !== 'length') copy[key] = copyData(value[key], intrinsics, known);
  return copy;
}

const isAssertion = (value) => value !== null && typeof value === 'object'
  && (P.hasOwn(value, 'matcherResult') || P.getOwn(value, 'code')?.value === 'ERR_ASSERTION');

module.exports = { JudgeSession };
