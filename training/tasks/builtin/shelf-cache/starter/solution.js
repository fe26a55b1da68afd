export class Shelf {
  constructor(size) {
    this.size = size;
  }

  put(title, book) {
    throw new Error('not implemented');
  }

  get(title) {
    throw new Error('not implemented');
  }

  titles() {
    throw new Error('not implemented');
  }
}
