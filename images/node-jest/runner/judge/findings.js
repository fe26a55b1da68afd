'use strict';
/** What the tests do that reaches past the program's exports, and so into its process. */
const walk = require('acorn-walk');
const { roundsOf } = require('./rounds.js');

const REPLACES_LATER = new Set(['doMock', 'setMock', 'unstable_mockModule']);
const REPLACES_MODULES = new Set([
  ...REPLACES_LATER, 'mock', 'unmock', 'dontMock', 'deepUnmock', 'requireMock', 'createMockFromModule', 'requireActual',
]);
const REREADS_MODULES = new Set(['resetModules', 'isolateModules', 'isolateModulesAsync']);
const FORWARDED = { console: 'console', Date: 'Date', performance: 'performance' };
const SHARED_GLOBALS = new Set(['process', 'global', 'globalThis']);
const BUILTINS = new Set([
  'Array', 'BigInt', 'Boolean', 'Error', 'Function', 'JSON', 'Map', 'Number', 'Object', 'Promise', 'RegExp', 'Set',
  'String', 'Symbol',
]);
const DEFINES = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf']);
const READS_FILES = /^(?:readFile|createReadStream|openAsBlob)/;
const WRITES_FILES = /^(?:writeFile|appendFile|createWriteStream|copyFile|cp|mkdir|mkdtemp|rm|rmdir|symlink|truncate|unlink)(?:Sync)?$/;
const STARTS_PROCESSES = /^(?:spawn|exec|execFile|fork)(?:Sync)?$/;
const ENDS_IN_SCRIPT = /\.(?:js|mjs|cjs)$/;

const MANY_ROUNDS = 50_000; // a call costs about 30 µs, an object 150

const nameOf = (node) => (node?.type === 'Identifier' ? node.name : null);
const textOf = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null);
const isPrototype = (node) => node?.type === 'MemberExpression' && nameOf(node.property) === 'prototype';

/** Whose property it is in the end: `global.x` and `globalThis.x` are `x`. */
function rootOf(node) {
  if (node?.type !== 'MemberExpression') return nameOf(node);
  const owner = nameOf(node.object);
  return owner === 'global' || owner === 'globalThis' ? nameOf(node.property) : rootOf(node.object);
}

/** The module that `require('x')`, or a property of it, comes from. */
function requiredBy(node) {
  if (node?.type === 'MemberExpression') return requiredBy(node.object);
  return node?.type === 'CallExpression' && nameOf(node.callee) === 'require' ? textOf(node.arguments[0]) : null;
}

/** The names that a declaration gives. */
function namesIn(id) {
  if (id.type === 'Identifier') return [id.name];
  if (id.type !== 'ObjectPattern') return [];
  return id.properties.map(({ value }) => nameOf(value)).filter((name) => name !== null);
}

function textsIn(nodes) {
  const texts = [];
  for (const node of nodes) walk.simple(node, { Literal: (literal) => texts.push(textOf(literal)) });
  return texts.filter((text) => text !== null);
}

class Findings {
  /** @param {(specifier: string) => string | null} fileOf the program's file that a specifier names */
  constructor(fileOf) {
    this.fileOf = fileOf;
    this.reason = null;
    this.forward = new Set();
    this.mocked = new Set(); // files of the program that the tests replace before it loads
    this.nextFile();
  }

  nextFile() {
    this.modules = new Map(); // by the name that this file knows it under, where it is none of the task's own
    this.ofProgram = new Set(); // names of what comes from the program
    this.numbers = new Map(); // constants
  }

  share(reason) {
    this.reason ??= reason;
  }

  imported({ source, specifiers }) {
    if (this.fileOf(source.value) !== null) for (const { local } of specifiers) this.ofProgram.add(local.name);
    if (source.value.startsWith('.') || source.value === '@jest/globals') return;
    for (const { local } of specifiers) this.modules.set(local.name, source.value);
  }

  declared({ id, init }) {
    if (id.type === 'Identifier') this.numbers.set(id.name, init);
    const module = requiredBy(init);
    if (module !== null && this.fileOf(module) !== null) for (const name of namesIn(id)) this.ofProgram.add(name);
    if (module === null || module.startsWith('.') || module === '@jest/globals') return;
    if (id.type === 'Identifier') this.modules.set(id.name, module);
    else for (const name of namesIn(id)) this.modules.set(name, module);
  }

  called(node) {
    const { callee, arguments: given } = node;
    const method = callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee);
    const owner = callee.type === 'MemberExpression' ? nameOf(callee.object) : null;
    if (method === null) return;
    if (owner === 'jest') this.jestCall(method, given);
    else if (owner === 'process' && method === 'chdir') this.share('the tests change the current folder');
    else if ((owner === 'Object' || owner === 'Reflect') && DEFINES.has(method)) this.replaced(given[0], textOf(given[1]));
    else this.reached(method, given, this.modules.get(owner ?? method) ?? requiredBy(callee.object));
  }

  made({ callee, arguments: given }) {
    if (nameOf(callee) === 'Worker' && given.length > 0) this.share('the tests start a worker');
  }

  /** A loop that is known to go round so often that the calls into another process would take longer than the tests may. */
  looped(loops) {
    const rounds = loops.reduce((product, loop) => product * roundsOf(loop, this.numbers), 1);
    if (rounds <= MANY_ROUNDS) return;
    let calls = false;
    walk.simple(loops.at(-1).body, { Identifier: ({ name }) => { calls ||= this.ofProgram.has(name); } });
    if (calls) this.share(`the tests call the program in a loop of ${rounds} rounds`);
  }

  /** A method of the `jest` object is called. */
  jestCall(method, given) {
    const named = textOf(given[0]);
    const file = named === null ? null : this.fileOf(named);
    if (method === 'mock' && file !== null && given.length <= 2) {
      this.mocked.add(file);
    } else if (REPLACES_LATER.has(method) && file !== null) {
      this.share(`the tests replace a module of the program (jest.${method})`);
    } else if (REPLACES_MODULES.has(method) && named !== null && !named.startsWith('.')) {
      this.share(`the tests replace the module ${named}, which the program may use`);
    } else if (REREADS_MODULES.has(method)) {
      this.share(`the tests load the program anew (jest.${method})`);
    } else if (method === 'spyOn' || method === 'replaceProperty') {
      this.replaced(given[0], textOf(given[1]));
    }
  }

  /** A function of a module of Node's is called. */
  reached(method, given, module) {
    const name = module?.replace(/^node:/, '');
    if (name === 'child_process' && STARTS_PROCESSES.test(method)) {
      this.share('the tests start processes');
    } else if (name?.startsWith('fs') && WRITES_FILES.test(method)) {
      this.share('the tests and the program may share files');
    } else if (READS_FILES.test(method) && textsIn(given).some((text) => this.namesProgram(text))) {
      this.share('the tests read the source of the program');
    }
  }

  namesProgram(text) {
    return ENDS_IN_SCRIPT.test(text) && this.fileOf(/^\.{0,2}\//.test(text) ? text : `./${text}`) !== null;
  }

  /** Something outside the test is replaced: either it can be forwarded, or both must share a process. */
  replaced(node, property) {
    const root = rootOf(node);
    if (root === null) return;
    if (root === 'Math' && property !== null) this.forward.add(`Math.${property}`);
    else if (FORWARDED[root] !== undefined) this.forward.add(FORWARDED[root]);
    else if (this.modules.has(root)) this.share(`the tests replace a part of the module ${this.modules.get(root)}`);
    else if (SHARED_GLOBALS.has(root) || (BUILTINS.has(root) && (isPrototype(node) || nameOf(node) === root))) {
      this.share(`the tests replace a part of ${root}`);
    }
  }

  assigned(target) {
    if (target.type !== 'MemberExpression') return;
    const owner = rootOf(target.object);
    if (SHARED_GLOBALS.has(owner)) this.share(`the tests set a property of ${owner}`);
    else if (owner === 'Math' || FORWARDED[owner] !== undefined) this.replaced(target.object, nameOf(target.property));
    else if (isPrototype(target.object) && BUILTINS.has(owner)) this.share('the tests change a built-in prototype');
    else if (this.modules.has(owner)) this.share(`the tests set a property of the module ${this.modules.get(owner)}`);
  }
}

module.exports = { Findings };
