export class Tape {
  #words = {
    '+': () => this.#two((a, b) => a + b),
    '-': () => this.#two((a, b) => a - b),
    '*': () => this.#two((a, b) => a * b),
    '/': () => this.#two((a, b) => {
      if (b === 0) throw new Error('Division by zero');
      return Math.trunc(a / b);
    }),
    dup: () => this.stack.push(this.#peek()),
    drop: () => this.#pop(),
    swap: () => this.stack.push(...[this.#pop(), this.#pop()]),
  };

  stack = [];

  evaluate(program) {
    const tokens = program.toLowerCase().split(/\s+/);
    while (tokens.length > 0) {
      const token = tokens.shift();
      if (token === ':') this.#define(tokens);
      else if (/^-?\d+$/.test(token)) this.stack.push(Number(token));
      else if (Object.hasOwn(this.#words, token)) this.#words[token]();
      else throw new Error('Unknown command');
    }
  }

  #define(tokens) {
    const name = tokens.shift();
    if (/^-?\d+$/.test(name)) throw new Error('Invalid definition');
    const body = tokens.splice(0, tokens.indexOf(';') + 1).slice(0, -1);
    const actions = body.map((word) => this.#words[word] ?? (() => this.stack.push(Number(word))));
    this.#words[name] = () => actions.forEach((action) => action());
  }

  #pop() {
    if (this.stack.length === 0) throw new Error('Stack empty');
    return this.stack.pop();
  }

  #peek() {
    this.stack.push(this.#pop());
    return this.stack.at(-1);
  }

  #two(fn) {
    const b = this.#pop();
    const a = this.#pop();
    this.stack.push(fn(a, b));
  }
}
