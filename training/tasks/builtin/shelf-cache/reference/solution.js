export class Shelf {
  #books = new Map();

  constructor(size) {
    this.size = size;
  }

  put(title, book) {
    this.#books.delete(title);
    this.#books.set(title, book);
    if (this.#books.size > this.size) {
      const [oldest] = this.#books.keys();
      this.#books.delete(oldest);
    }
  }

  get(title) {
    if (!this.#books.has(title)) return undefined;
    const book = this.#books.get(title);
    this.#books.delete(title);
    this.#books.set(title, book);
    return book;
  }

  titles() {
    return [...this.#books.keys()];
  }
}
