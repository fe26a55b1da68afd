const COINS = [10, 20, 50, 100, 200];
const KEY = '4711';

export class SnackMachine {
  #slots;
  #credit = 0;
  #serviced = false;

  constructor(slots) {
    this.#slots = new Map(Object.entries(slots).map(([code, slot]) => [code, { ...slot }]));
  }

  get state() {
    if (this.#serviced) return 'service';
    return this.#credit > 0 ? 'paying' : 'idle';
  }

  get credit() {
    return this.#credit;
  }

  insert(coin) {
    this.#needSale();
    if (!COINS.includes(coin)) throw new RangeError(`no coin that it takes: ${coin}`);
    this.#credit += coin;
    return this.#credit;
  }

  choose(code) {
    this.#needSale();
    const slot = this.#slot(code);
    if (slot.count === 0) throw new Error('sold out');
    if (slot.price > this.#credit) throw new Error(`${slot.price - this.#credit} cents missing`);
    slot.count -= 1;
    this.#credit -= slot.price;
    return slot.name;
  }

  cancel() {
    this.#needSale();
    const given = this.#credit;
    this.#credit = 0;
    return given;
  }

  openService(key) {
    if (key !== KEY || this.state !== 'idle') return false;
    this.#serviced = true;
    return true;
  }

  refill(code, count) {
    this.#needService();
    this.#slot(code).count += count;
  }

  closeService() {
    this.#needService();
    this.#serviced = false;
  }

  #slot(code) {
    const slot = this.#slots.get(code);
    if (!slot) throw new Error('no such slot');
    return slot;
  }

  #needSale() {
    if (this.#serviced) throw new Error('in service');
  }

  #needService() {
    if (!this.#serviced) throw new Error('not in service');
  }
}
