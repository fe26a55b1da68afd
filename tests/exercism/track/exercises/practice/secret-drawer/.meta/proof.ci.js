export const KEY = Symbol('key');

export class Chest {
  static [Symbol.for('chest.kind')] = 'oak';

  #content;

  constructor(content) {
    this.#content = content;
    this[KEY] = content.length;
  }

  get [Symbol.toStringTag]() {
    return 'Chest';
  }

  [Symbol.toPrimitive](hint) {
    return hint === 'number' ? this.#content.length : this.#content.join('+');
  }

  [Symbol.iterator]() {
    let at = 0;
    const content = this.#content;
    return {
      next: () => (at < content.length ? { value: content[at++], done: false } : { value: undefined, done: true }),
      [Symbol.iterator]() {
        return this;
      },
    };
  }
}
