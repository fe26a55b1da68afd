/**
 * Run while the image is built: puts the judge and what it needs of Jest into three files, so that starting it reads
 * three files instead of some hundreds.
 *
 *     node bundle/bundle.mjs FOLDER
 */
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const [, , folder] = process.argv;
const instead = (name) => join(here, 'instead-of', `${name}.js`);

const common = {
  bundle: true,
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  minifyWhitespace: true,
  platform: 'node',
  target: 'node24',
};
const alias = {
  '@jest/transform': instead('jest-transform'),
  'collect-v8-coverage': instead('nothing'),
  glob: instead('nothing'),
  'graceful-fs': 'node:fs',
  'jest-haste-map': instead('jest-haste-map'),
  'jest-validate': instead('nothing'),
  'ts-interface-checker': instead('ts-interface-checker'),
  'unrs-resolver': instead('unrs-resolver'),
};

/** Outside the tests' realm: Jest's module runtime and environment, the scan, the bridge. */
const judge = {
  ...common,
  alias: { ...alias, 'jest-snapshot': instead('nothing') },
  entryPoints: [join(here, '..', 'judge', 'main.js')],
  outfile: join(folder, 'main.js'),
};
/** Inside it, once for every test file: test, expect and their kin. */
const framework = {
  ...common,
  alias,
  entryPoints: [join(here, 'framework.js')],
  // asked for only to write inline snapshots, which we never do
  external: ['@babel/core', '@babel/generator', '@babel/plugin-*', '@babel/types', 'babel-preset-*', 'prettier'],
  logOverride: { 'require-resolve-not-external': 'silent' },
  outfile: join(folder, 'framework.js'),
};
/** Loaded only for tests that replace modules. */
const hoisting = {
  ...common,
  entryPoints: [join(here, 'hoisting.js')],
  external: ['@babel/preset-typescript/package.json'],
  logOverride: { 'require-resolve-not-external': 'silent' },
  outfile: join(folder, 'hoisting.js'),
};

for (const options of [judge, framework, hoisting]) await build(options);
