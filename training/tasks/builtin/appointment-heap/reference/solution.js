export class Agenda {
  #heap = [];
  #places = new Map();
  #added = 0;

  get size() {
    return this.#heap.length;
  }

  add(name, at) {
    if (this.#places.has(name)) throw new Error(`${name} has an appointment`);
    this.#added += 1;
    this.#put(this.#heap.length, { name, at, turn: this.#added });
    this.#settle(this.#heap.length - 1);
  }

  next() {
    if (this.#heap.length === 0) return undefined;
    const { name } = this.#heap[0];
    this.#take(0);
    return name;
  }

  move(name, at) {
    const place = this.#places.get(name);
    if (place === undefined) return false;
    this.#heap[place] = { ...this.#heap[place], at };
    this.#settle(place);
    return true;
  }

  cancel(name) {
    const place = this.#places.get(name);
    if (place === undefined) return false;
    this.#take(place);
    return true;
  }

  #take(place) {
    const gone = this.#heap[place];
    const last = this.#heap.pop();
    this.#places.delete(gone.name);
    if (last === gone) return;
    this.#put(place, last);
    this.#settle(place);
  }

  #put(place, entry) {
    this.#heap[place] = entry;
    this.#places.set(entry.name, place);
  }

  #earlier(one, other) {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    return a.at === b.at ? a.turn < b.turn : a.at < b.at;
  }

  #swap(one, other) {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    this.#put(one, b);
    this.#put(other, a);
  }

  #settle(start) {
    let place = start;
    while (place > 0 && this.#earlier(place, this.#parent(place))) {
      this.#swap(place, this.#parent(place));
      place = this.#parent(place);
    }
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let first = place;
      if (left < this.#heap.length && this.#earlier(left, first)) first = left;
      if (right < this.#heap.length && this.#earlier(right, first)) first = right;
      if (first === place) return;
      this.#swap(place, first);
      place = first;
    }
  }

  #parent(place) {
    return Math.floor((place - 1) / 2);
  }
}
