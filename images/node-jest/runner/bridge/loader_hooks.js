'use strict';
/**
 * What Node's own rules lack: names without an extension and JSON without an attribute, as bundlers and Babel allow them,
 * modules that the judge provides, and modules loaded anew for each test file.
 */
const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

const ENDINGS = ['', '.js', '.mjs', '.cjs', '.json', '/index.js'];
const { stringify } = JSON;
const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
const isRelative = (specifier) => specifier.startsWith('./') || specifier.startsWith('../');

/** @returns {string|undefined} the file that a relative specifier means */
function fileOf(specifier, parentURL, provided) {
  if (!isRelative(specifier) || !parentURL?.startsWith('file:')) return undefined;
  const base = path.resolve(path.dirname(fileURLToPath(parentURL)), specifier);
  const named = ENDINGS.map((ending) => base + ending);
  return named.find((file) => provided.has(file)) ?? named.find(isFile);
}

/** An ES module whose exports are what the judge gives. */
function sourceOf(file, exports) {
  const names = Object.keys(exports).filter((name) => name !== 'default' && name !== 'module.exports');
  const lines = names.map((name, at) => `const x${at} = given[${stringify(name)}]; export { x${at} as ${stringify(name)} };`);
  const whole = "const whole = given.default; export { whole as default, whole as 'module.exports' };";
  return `const given = globalThis[Symbol.for('proving.given')](${stringify(file)}); ${lines.join(' ')} ${whole}`;
}

function hooks(loader) {
  const given = new Map(); // all modules are linked before the first is run
  Object.defineProperty(globalThis, Symbol.for('proving.given'), { value: (file) => given.get(file) });

  const renewed = (found, conditions) => {
    const url = new URL(found.url);
    const renewable = loader.generation > 0 && conditions.includes('import') && found.format !== 'commonjs';
    if (!renewable || url.protocol !== 'file:' || url.searchParams.has('generation')) return found;
    url.searchParams.set('generation', loader.generation);
    return { ...found, url: url.href };
  };

  return {
    resolve(specifier, context, next) {
      const file = fileOf(specifier, context.parentURL, loader.provided);
      if (file === undefined) return renewed(next(specifier, context), context.conditions);
      if (loader.provided.has(file)) return renewed({ url: pathToFileURL(file).href, format: 'module', shortCircuit: true }, ['import']);
      if (!context.conditions.includes('import')) return next(specifier, context);
      const found = next(pathToFileURL(file).href, context);
      if (file.endsWith('.json')) found.importAttributes = { type: 'json' };
      return renewed(found, context.conditions);
    },
    load(url, context, next) {
      if (!url.startsWith('file:')) return next(url, context);
      const file = fileURLToPath(url);
      if (!loader.provided.has(file) || new URL(url).searchParams.has('own')) return next(url, context);
      given.set(file, loader.ask(file));
      return { format: 'module', source: sourceOf(file, given.get(file)), shortCircuit: true };
    },
  };
}

module.exports = { hooks };
