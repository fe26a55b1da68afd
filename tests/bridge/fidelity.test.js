'use strict';
/** What a test sees of a program in another process is what it would see in its own. */
const assert = require('node:assert/strict');
const { after, test } = require('node:test');
const { startPair, writeSolution } = require('./pair.js');

// The realm is this process's own, so that values can be compared with ours directly.
const pair = startPair({ realm: globalThis });
after(() => pair.stop());
const load = (source, name) => pair.bridge.load(writeSolution(source, name));

test('primitives keep their value, the odd ones too', () => {
  const { echo } = load('exports.echo = (x) => x;');
  for (const value of [0, -0, NaN, Infinity, 1n, 'é\u0000', true, null, undefined, Symbol.iterator, Symbol.for('x')]) {
    assert.ok(Object.is(echo(value), value), String(value));
  }
});

test('plain data is equal and of our own kind', () => {
  const made = load(`exports.make = () => ({ list: [1, , 3], map: new Map([[{ a: 1 }, new Set([2])]]), when: new Date(5),
    word: /a+/gi, bytes: new Uint8Array([1, 2]), nothing: Object.create(null) });`).make();
  assert.deepEqual(made.when, new Date(5));
  assert.equal(Object.getPrototypeOf(made.list), Array.prototype);
  assert.equal(1 in made.list, false);
  assert.ok(made.map instanceof Map);
  assert.deepEqual([...made.map.values()], [new Set([2])]);
  assert.deepEqual([made.word.source, made.word.flags], ['a+', 'gi']);
  assert.deepEqual(made.bytes, new Uint8Array([1, 2]));
  assert.equal(Object.getPrototypeOf(made.nothing), null);
});

test('the same object twice is the same object, cycles and all', () => {
  const { one, loop } = load('const o = {}; exports.one = () => o; exports.loop = () => { const a = {}; a.self = a; return a; };');
  assert.equal(one(), one());
  const made = loop();
  assert.equal(made.self, made);
});

test('what the program changes in an argument is changed, and what it leaves is not', () => {
  const { sort, peek } = load('exports.sort = (list) => { list.sort(); }; exports.peek = (list) => list.length;');
  const list = [3, 1, 2];
  sort(list);
  assert.deepEqual(list, [1, 2, 3]);
  list.push(9);
  assert.equal(peek(list), 4);
});

test('classes construct, inherit, keep private state, and can be extended here', () => {
  const { Counter, Double } = load(`
    class Counter { #n; static made = 0; constructor(n) { this.#n = n; Counter.made += 1; } next() { return ++this.#n; } get value() { return this.#n; } }
    class Double extends Counter { next() { super.next(); return super.next(); } }
    module.exports = { Counter, Double };`);
  const double = new Double(1);
  assert.ok(double instanceof Counter);
  assert.equal(double.next(), 3);
  assert.equal(double.value, 3);
  assert.equal(Counter.made, 1);
  class Mine extends Counter {
    twice() {
      return this.next() + this.next();
    }
  }
  assert.equal(new Mine(0).twice(), 3);
  assert.throws(() => Counter(), TypeError);
});

test('callbacks run here, with what they throw coming back as itself', () => {
  const { each } = load('exports.each = (list, visit) => { for (const item of list) visit(item, list); };');
  const seen = [];
  each([1, 2], (item) => seen.push(item));
  assert.deepEqual(seen, [1, 2]);
  const error = new RangeError('enough');
  assert.throws(() => each([1], () => { throw error; }), (thrown) => thrown === error);
});

test('errors keep class, message and properties, native ones and the program\'s own', () => {
  const { fail, Custom } = load(`
    class Custom extends Error { constructor(m) { super(m); this.name = 'Custom'; this.code = 7; } }
    exports.Custom = Custom;
    exports.fail = (kind) => { if (kind === 'own') throw new Custom('mine'); if (kind === 'node') require('fs').readFileSync('/nope'); null.x; };`);
  assert.throws(() => fail('own'), (error) => error instanceof Custom && error instanceof Error && error.code === 7);
  assert.throws(() => fail('node'), { code: 'ENOENT' });
  assert.throws(() => fail(), TypeError);
});

test('promises settle, async functions reject, callbacks come from timers', async () => {
  const { later, refuse, call } = load(`
    exports.later = (x) => new Promise((resolve) => setTimeout(resolve, 5, x));
    exports.refuse = async () => { throw new TypeError('no'); };
    exports.call = (visit) => { setTimeout(() => visit('now'), 5); };`);
  assert.equal(await later('x'), 'x');
  await assert.rejects(refuse(), TypeError);
  assert.equal(await new Promise((resolve) => call(resolve)), 'now');
});

test('generators and iterators can be looped over and ended', () => {
  const { count } = load('exports.closed = []; exports.count = function* count() { let n = 0; try { for (;;) yield n++; } finally { exports.closed.push(n); } };');
  const got = [];
  for (const n of count()) {
    if (n === 3) break;
    got.push(n);
  }
  assert.deepEqual(got, [0, 1, 2]);
});

test('ES modules give named and default exports, live ones', () => {
  const module_ = load('export let n = 1; export const more = () => { n += 1; }; export default class Thing {}', 'solution.mjs');
  assert.equal(module_.n, 1);
  module_.more();
  assert.equal(module_.n, 2);
  assert.equal(typeof module_.default, 'function');
});

test('a server of the program answers over loopback', async () => {
  const { serve } = load("exports.serve = () => require('node:http').createServer((q, r) => r.end('hello'));");
  const server = serve();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await fetch(`http://127.0.0.1:${server.address().port}`);
  assert.equal(await answer.text(), 'hello');
  server.closeAllConnections();
  server.close();
});

test('a syntax error is thrown as one', () => {
  assert.throws(() => load('const = 1;'), SyntaxError);
});
