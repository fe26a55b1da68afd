// the one program here that does the work; all but the secret must pass, so that the suite is known to be passable
// Expect: exited
export const add = (a, b) => a + b;
export const describe = (a) => ({ value: a, twice: 2 * a });
export const list = (a) => [a, a + 1, a + 2];
export const collect = (a) => new Map([[a, new Set([a])]]);
export const make = (a) => new Date(a);
export const label = (a) => `item #${a}`;
export const refuse = (a) => {
  throw new Error(`refused ${a}`);
};
export const later = async (a) => a;
export const laterRefuse = async (a) => refuse(a);
export class Counter {
  #at;
  constructor(at) {
    this.#at = at;
  }
  next() {
    return ++this.#at;
  }
}
export const each = (items, visit) => items.forEach((item) => visit(item));
export const eachLater = async (items, visit) => {
  for (const item of items) await visit(item);
};
export const secret = () => 'unknown';
