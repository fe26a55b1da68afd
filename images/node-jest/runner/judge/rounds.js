'use strict';
/** How often a loop goes round, where that can be read from its head. */

const APPLY = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '**': (a, b) => a ** b,
};
const MAX_DEPTH = 50;

/** @param {Map<string, object>} numbers what each constant was declared as. @returns {number} NaN where it is not known */
function valueOf(node, numbers, depth = 0) {
  if (depth > MAX_DEPTH) return NaN;
  if (node?.type === 'Literal') return typeof node.value === 'number' ? node.value : NaN;
  if (node?.type === 'Identifier') return valueOf(numbers.get(node.name), numbers, depth + 1);
  if (node?.type !== 'BinaryExpression' || APPLY[node.operator] === undefined) return NaN;
  return APPLY[node.operator](valueOf(node.left, numbers, depth + 1), valueOf(node.right, numbers, depth + 1));
}

/** @returns {number} for `for (let i = a; i < b; i += c)`: (b - a) / c; 1 where it is not known */
function roundsOf({ init, test, update }, numbers) {
  if (test?.type !== 'BinaryExpression' || (test.operator !== '<' && test.operator !== '<=')) return 1;
  const from = init?.type === 'VariableDeclaration' ? valueOf(init.declarations[0].init, numbers) : 0;
  const step = update?.type === 'AssignmentExpression' && update.operator === '+=' ? valueOf(update.right, numbers) : 1;
  const rounds = Math.ceil((valueOf(test.right, numbers) - from) / step);
  return Number.isFinite(rounds) && rounds > 0 ? rounds : 1;
}

module.exports = { roundsOf };
