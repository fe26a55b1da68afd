function check(urgency) {
  if (!Number.isInteger(urgency) || urgency < 1 || urgency > 5) throw new RangeError(`no urgency: ${urgency}`);
}

export class Triage {
  #patients = new Map();

  arrive(name, urgency) {
    check(urgency);
    if (this.#patients.has(name)) throw new Error(`${name} is waiting already`);
    this.#patients.set(name, urgency);
  }

  next() {
    const [first] = this.list();
    this.#patients.delete(first);
    return first;
  }

  change(name, urgency) {
    check(urgency);
    if (!this.#patients.has(name)) return false;
    this.#patients.set(name, urgency);
    return true;
  }

  leave(name) {
    return this.#patients.delete(name);
  }

  get waiting() {
    return this.#patients.size;
  }

  list() {
    return [...this.#patients].sort((a, b) => a[1] - b[1]).map(([name]) => name);
  }
}
