'use strict';
/**
 * Decides from the tests alone, before the program runs, whether it can run in a process of its own, and which of its
 * globals must then answer from the tests' realm.
 */
const acorn = require('acorn');
const walk = require('acorn-walk');

const WORTH_READING = /\b(?:jest|process|console|Math|Date|global|globalThis|performance|fs|readFile|readFileSync|require)\b/;
const REPLACES_MODULES = new Set([
  'mock', 'doMock', 'unmock', 'dontMock', 'setMock', 'deepUnmock', 'unstable_mockModule', 'requireMock',
  'createMockFromModule', 'requireActual',
]);
const REREADS_MODULES = new Set(['resetModules', 'isolateModules', 'isolateModulesAsync']);
const FORWARDED = { console: 'console', Date: 'Date', performance: 'performance' };
const SHARED_GLOBALS = new Set(['process', 'global', 'globalThis']);
const BUILTINS = new Set(['Array', 'Object', 'String', 'Number', 'JSON', 'Promise', 'Map', 'Set', 'RegExp', 'Symbol']);

function parse(source) {
  for (const sourceType of ['module', 'script']) {
    try {
      return acorn.parse(source, { ecmaVersion: 'latest', sourceType, allowHashBang: true, allowReturnOutsideFunction: true });
    } catch {
      // the other way of reading it, or Jest will say what is wrong
    }
  }
  return null;
}

const nameOf = (node) => (node?.type === 'Identifier' ? node.name : null);
const textOf = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null);

/** `global.x` and `globalThis.x` are `x` */
function rootOf(node) {
  if (node?.type !== 'MemberExpression') return nameOf(node);
  const owner = nameOf(node.object);
  return owner === 'global' || owner === 'globalThis' ? nameOf(node.property) : rootOf(node.object);
}

class Findings {
  constructor(isCandidate) {
    this.isCandidate = isCandidate;
    this.reason = null;
    this.forward = new Set();
  }

  share(reason) {
    this.reason ??= reason;
  }

  /** A method of the `jest` object is called. */
  jestCall(method, given) {
    const named = textOf(given[0]);
    if (REPLACES_MODULES.has(method) && named !== null && this.isCandidate(named)) {
      this.share(`the tests replace a module of the program (jest.${method})`);
    } else if (REPLACES_MODULES.has(method) && named !== null && !named.startsWith('.')) {
      this.share(`the tests replace the module ${named}, which the program may use`);
    } else if (REREADS_MODULES.has(method)) {
      this.share(`the tests load the program anew (jest.${method})`);
    } else if (method === 'spyOn' || method === 'replaceProperty') {
      this.touched(given[0], textOf(given[1]));
    }
  }

  /** Something outside the test is replaced: either it can be forwarded, or both must share a process. */
  touched(node, property) {
    const root = rootOf(node);
    if (root === null) return;
    if (root === 'Math' && property !== null) this.forward.add(`Math.${property}`);
    else if (FORWARDED[root] !== undefined) this.forward.add(FORWARDED[root]);
    else if (SHARED_GLOBALS.has(root) || BUILTINS.has(root)) this.share(`the tests replace a part of ${root}`);
  }

  call(node) {
    const { callee } = node;
    if (callee.type !== 'MemberExpression') {
      this.reads(nameOf(callee), node.arguments);
      return;
    }
    const method = nameOf(callee.property);
    if (nameOf(callee.object) === 'jest') this.jestCall(method, node.arguments);
    else this.reads(method, node.arguments);
  }

  reads(method, given) {
    if (!/^readFile/.test(method ?? '')) return;
    const mentions = given.some((node) => /(?:^|\/)[\w.-]+\.(?:js|mjs|cjs)$/.test(textOf(node) ?? ''));
    if (mentions) this.share('the tests read the source of the program');
  }

  assigned(node) {
    if (node.left.type !== 'MemberExpression') return;
    const owner = nameOf(node.left.object);
    if (owner === 'global' || owner === 'globalThis' || owner === 'process') {
      this.share(`the tests set a property of ${owner}`);
    } else if (owner === 'Math' || FORWARDED[owner] !== undefined) {
      this.touched(node.left.object, nameOf(node.left.property));
    } else if (node.left.object.type === 'MemberExpression' && nameOf(node.left.object.property) === 'prototype') {
      if (BUILTINS.has(nameOf(node.left.object.object))) this.share('the tests change a built-in prototype');
    }
  }
}

/**
 * @param {string[]} sources the test files
 * @param {(specifier: string) => boolean} isCandidate whether a relative specifier names a file of the program
 * @returns {{ reason: string | null, forward: string[] }} reason: why one process is needed; null where it is not
 */
function scan(sources, isCandidate) {
  const findings = new Findings(isCandidate);
  for (const source of sources) {
    const tree = WORTH_READING.test(source) ? parse(source) : null;
    if (tree === null) continue;
    walk.simple(tree, {
      CallExpression: (node) => findings.call(node),
      AssignmentExpression: (node) => findings.assigned(node),
    });
  }
  return { reason: findings.reason, forward: [...findings.forward] };
}

module.exports = { scan };
