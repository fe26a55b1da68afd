const open = (feed) => (feed[Symbol.asyncIterator] ?? feed[Symbol.iterator]).call(feed);

class Reader {
  constructor(feed, place) {
    this.iterator = open(feed);
    this.place = place;
    this.ended = false;
  }

  async advance() {
    const last = this.reading;
    try {
      const { value, done } = await this.iterator.next();
      this.ended = Boolean(done);
      this.reading = value;
    } catch (error) {
      this.ended = true;
      throw error;
    }
    if (last !== undefined && !this.ended && this.reading.at < last.at) {
      throw new RangeError(`feed ${this.place} went back`);
    }
  }

  async stop() {
    if (this.ended) return;
    await this.iterator.return?.();
  }
}

export async function* merge(feeds) {
  const readers = feeds.map((feed, place) => new Reader(feed, place));
  try {
    await Promise.all(readers.map((reader) => reader.advance()));
    for (;;) {
      const open = readers.filter((reader) => !reader.ended);
      if (open.length === 0) return;
      const next = open.reduce((best, reader) => (reader.reading.at < best.reading.at ? reader : best));
      yield next.reading;
      await next.advance();
    }
  } finally {
    await Promise.allSettled(readers.map((reader) => reader.stop()));
  }
}
