'use strict';
/** Runs a small suite of our own, so that everything that the first run loads and compiles is there before the job. */
const fs = require('node:fs');
const path = require('node:path');
const { SUITE } = require('./config.js');
const { scan } = require('./scan.js');
const { Suite } = require('./suite.js');

const FILE = path.join(SUITE, 'warm-up.spec.js');
const SOURCE = `
import { describe, expect, jest, test } from '@jest/globals';
describe('warm-up', () => {
  test('matchers', async () => {
    const seen = jest.fn();
    seen(1);
    expect(seen).toHaveBeenCalledWith(1);
    expect({ a: [1, new Map([[1, 2]])] }).toEqual({ a: [1, new Map([[1, 2]])] });
    expect([1]).toStrictEqual([1]);
    expect(() => { throw new TypeError('x'); }).toThrow(TypeError);
    await expect(Promise.resolve(1)).resolves.toBe(1);
  });
  test('a failure', () => {
    expect({ a: 1 }).toEqual({ a: 2 });
  });
});
`;

async function warmUp() {
  fs.mkdirSync(SUITE, { recursive: true });
  fs.writeFileSync(FILE, SOURCE);
  scan([SOURCE], () => null);
  const suite = await Suite.open(FILE);
  suite.takeInventory();
  suite.read(() => undefined);
  await suite.run();
  await suite.close();
  fs.rmSync(FILE);
}

module.exports = { warmUp };
