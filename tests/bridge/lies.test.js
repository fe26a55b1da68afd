'use strict';
/** What a value claims about itself decides nothing, and a broken border is told. */
const assert = require('node:assert/strict');
const { test } = require('node:test');
const { startPair, writeSolution } = require('./pair.js');

const LIES = {
  'a matcher': 'exports.make = () => ({ asymmetricMatch: () => true });',
  'a matcher by inheritance': 'class A { asymmetricMatch() { return true; } } exports.make = () => new A();',
  'a marked matcher': "exports.make = () => ({ $$typeof: Symbol.for('jest.asymmetricMatcher') });",
  'a mock': 'exports.make = () => ({ _isMockFunction: true });',
  'a document node': 'exports.make = () => ({ nodeType: 1, isEqualNode: () => true });',
  'an array that answers for includes': 'class L extends Array { includes() { return true; } } exports.make = () => new L();',
};

async function withProgram(source, check) {
  const pair = startPair({ realm: globalThis });
  try {
    await check(pair, (name) => pair.bridge.load(writeSolution(source, name)));
  } finally {
    await pair.stop();
  }
}

for (const [name, source] of Object.entries(LIES)) {
  test(`${name} is refused and told`, () => withProgram(source, ({ bridge }, load) => {
    assert.throws(() => load().make());
    assert.equal(bridge.incidents[0].kind, 'lie');
  }));
}

test('an error whose message changes is read once, as text', () => withProgram(`
  let reads = 0;
  exports.fail = () => { const e = new Error(); Object.defineProperty(e, 'message', { get: () => (reads++ ? { includes: () => true } : 'x') }); throw e; };`,
(_, load) => {
  try {
    load().fail();
    assert.fail('it should have thrown');
  } catch (error) {
    assert.equal(typeof error.message, 'string');
  }
}));

test('a class can not claim every object as its instance', () => withProgram(
  'exports.C = class C { static [Symbol.hasInstance]() { return true; } };',
  (_, load) => assert.equal({} instanceof load().C, false),
));

test('a program that ends itself is told as gone, at every later call', () => withProgram(
  'exports.leave = () => process.exit(0); exports.one = () => 1;',
  ({ bridge }, load) => {
    const { leave, one } = load();
    assert.throws(() => leave(), /ended before the tests were done/);
    assert.throws(() => one(), /ended before the tests were done/);
    assert.equal(bridge.incidents[0].kind, 'gone');
  },
));

test('bytes that are no message are told as tampering', () => withProgram(
  "exports.write = () => { require('node:fs').writeSync(4, Buffer.from([5, 0, 0, 0, 120, 120, 120, 120, 120])); };",
  ({ bridge }, load) => {
    const { write } = load();
    assert.throws(() => write());
    assert.equal(bridge.incidents[0].kind, 'tampered');
  },
));

test('keys that would pollute a prototype stay the object\'s own', () => withProgram(
  `exports.make = () => JSON.parse('{"__proto__":{"polluted":true}}');`,
  (_, load) => {
    const made = load().make();
    assert.equal({}.polluted, undefined);
    assert.ok(Object.hasOwn(made, '__proto__'));
  },
));
