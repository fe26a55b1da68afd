export class Shelf {
  static #made = 0;
  static DEFAULT_BOARDS = 3;

  static {
    this.registry = new Map();
  }

  static get made() {
    return Shelf.#made;
  }

  static of(...things) {
    const shelf = new this();
    things.forEach((thing) => shelf.put(thing));
    return shelf;
  }

  #things = [];

  constructor(boards = new.target.DEFAULT_BOARDS) {
    this.boards = boards;
    Shelf.#made += 1;
    Shelf.registry.set(Shelf.#made, this);
  }

  put(thing) {
    this.#things.push(thing);
    return this.#things.length;
  }

  get things() {
    return this.#things.slice();
  }

  describe() {
    return `${this.constructor.name} with ${this.boards}`;
  }

  static isShelf(value) {
    return #things in value;
  }
}

export class WallShelf extends Shelf {
  static DEFAULT_BOARDS = 1;

  describe() {
    return `${super.describe()}, on the wall`;
  }
}
