'use strict';
/**
 * Decides from the tests alone, before the program runs, whether it can run in a process of its own, and which of its
 * globals must then answer from the tests' realm.
 */
const acorn = require('acorn');
const walk = require('acorn-walk');
const { Findings } = require('./findings.js');

const WORTH_READING =
  /\bfor\s*\(\s*(?:let|var)\b[^;]*;[^;]*<|\b(?:jest|process|console|Math|Date|global|globalThis|performance|prototype|defineProperty|spawn\w*|exec\w*|fork|Worker|\w+File\w*|\w+Sync|\w+Stream|mkd\w+)\b/;

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

/** What a file takes from elsewhere must be known before its uses are looked at. */
function look(tree, findings) {
  walk.simple(tree, {
    ImportDeclaration: (node) => findings.imported(node),
    VariableDeclarator: (node) => findings.declared(node),
  });
  walk.simple(tree, {
    AssignmentExpression: (node) => findings.assigned(node.left),
    CallExpression: (node) => findings.called(node),
    NewExpression: (node) => findings.made(node),
    UnaryExpression: (node) => { if (node.operator === 'delete') findings.assigned(node.argument); },
  });
  walk.ancestor(tree, {
    ForStatement: (node, above) => findings.looped(above.filter(({ type }) => type === 'ForStatement')),
  });
}

/**
 * @param {string[]} sources the test files
 * @param {(specifier: string) => string | null} fileOf the program's file that a relative specifier names
 * @returns {{ reason: string | null, forward: string[], mocked: string[] }} reason: why one process is needed; null
 *   where it is not. mocked: files of the program that the tests replace
 */
function scan(sources, fileOf) {
  const findings = new Findings(fileOf);
  for (const source of sources) {
    const tree = WORTH_READING.test(source) ? parse(source) : null;
    if (tree !== null) look(tree, findings);
    findings.nextFile();
  }
  return { reason: findings.reason, forward: [...findings.forward], mocked: [...findings.mocked] };
}

module.exports = { scan };
