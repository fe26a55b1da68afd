export class SlotEmptyError extends Error {
  constructor(slot) {
    super(`slot ${slot} is empty`);
    this.name = 'SlotEmptyError';
    this.slot = slot;
  }
}

export class NotEnoughMoneyError extends Error {
  constructor(missing) {
    super(`${missing} cents are missing`);
    this.missing = missing;
  }
}

export class Machine {
  #slots = new Map();

  fill(slot, what, price, count = 1) {
    if (typeof slot !== 'string') throw new TypeError('a slot is named by a letter');
    this.#slots.set(slot, { what, price, count });
    return this;
  }

  buy(slot, cents) {
    const found = this.#slots.get(slot);
    if (!found || found.count === 0) throw new SlotEmptyError(slot);
    if (cents < found.price) throw new NotEnoughMoneyError(found.price - cents);
    found.count -= 1;
    return { what: found.what, change: cents - found.price };
  }
}
