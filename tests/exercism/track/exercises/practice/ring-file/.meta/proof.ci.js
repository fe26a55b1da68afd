class RingFile {
  constructor(capacity) {
    this.capacity = capacity;
    this.items = [];
  }

  write(item) {
    if (this.items.length === this.capacity) throw new BufferFullError();
    this.items.push(item);
  }

  read() {
    if (this.items.length === 0) throw new BufferEmptyError();
    return this.items.shift();
  }

  forceWrite(item) {
    if (this.items.length === this.capacity) this.read();
    this.write(item);
  }

  clear() {
    this.items = [];
  }
}

export default RingFile;

export class BufferFullError extends Error {
  constructor() {
    super('The ring is full');
  }
}

export class BufferEmptyError extends Error {
  constructor() {
    super('The ring is empty');
  }
}
