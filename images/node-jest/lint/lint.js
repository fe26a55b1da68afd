'use strict';
/** Lints one program's files: nothing of them is run, and nothing that they say turns a rule off. */
const { Linter } = require('eslint/universal');
const { RULES } = require('./rules.js');

const READ = /\.[cm]?js$/;
const KINDS = { '.mjs': ['module'], '.cjs': ['commonjs'], '.js': ['commonjs', 'module'] };
const MOST_MESSAGES = 200;
const OF_MODULES = ['require', 'module', 'exports', '__dirname', '__filename'];
const GLOBALS = Object.fromEntries([...Object.getOwnPropertyNames(globalThis), ...OF_MODULES].map((name) => [name, 'readonly']));
const linter = new Linter({ configType: 'flat' });

function configFor(sourceType) {
  return [
    {
      files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
      languageOptions: { ecmaVersion: 'latest', sourceType, globals: { ...GLOBALS, module: 'writable', exports: 'writable' } },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      rules: RULES,
    },
  ];
}

/** A file of plain .js may be of either kind: the first that can be read counts, or else what the first has to say. */
function messagesOf({ path, text }) {
  const kinds = KINDS[path.slice(path.lastIndexOf('.'))];
  const tried = kinds.map((kind) => linter.verify(text, configFor(kind), { filename: path }));
  return tried.find((messages) => !messages.some((message) => message.fatal)) ?? tried[0];
}

function plain(path, message) {
  return {
    path,
    line: message.line ?? 0,
    column: message.column ?? 0,
    rule: message.ruleId ?? 'syntax',
    is_error: message.severity === 2,
    message: String(message.message).slice(0, 500),
  };
}

/** Returns what ESLint found, as plain data; files that are no JavaScript are passed over. */
function lint(files) {
  const read = files.filter((file) => READ.test(file.path));
  const found = read.flatMap((file) =>
    messagesOf(file)
      .filter((message) => message.fatal || message.ruleId) // not: "this comment has no effect"
      .map((message) => plain(file.path, message)),
  );
  return {
    files: read.length,
    lines: read.reduce((sum, file) => sum + file.text.split('\n').filter((line) => line.trim()).length, 0),
    errors: found.filter((one) => one.is_error).length,
    warnings: found.filter((one) => !one.is_error).length,
    findings: found.slice(0, MOST_MESSAGES),
  };
}

module.exports = { lint, VERSION: Linter.version };
