import A, { f } from './lib.mjs';
import { g } from './old.cjs';
test('all', () => { expect([f(), new A().y, g()]).toEqual([1, 3, 5]); });
test('later', async () => { expect((await import('./lib.mjs')).f()).toBe(1); });
