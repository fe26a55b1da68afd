'use strict';
/**
 * Decides from the tests alone, before the program runs, whether it can run in a process of its own, and which of its
 * globals must then answer from the tests' realm.
 */
const acorn = require('acorn');
const walk = require('acorn-walk');
const { Findings } = require('./findings.js');

const WORTH_READING =
  /\b(?:jest|process|console|Math|Date|global|globalThis|performance|prototype|defineProperty|spawn\w*|exec\w*|fork|Worker|\w+File\w*|\w+Sync|\w+Stream|mkd\w+)\b/;

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
    if (tree !== null) look(tree, findings);
    findings.nextFile();
  }
  return { reason: findings.reason, forward: [...findings.forward] };
}

module.exports = { scan };
