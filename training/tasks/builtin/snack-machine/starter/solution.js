export class SnackMachine {
  constructor(slots) {
    throw new Error('not implemented');
  }

  get state() {
    throw new Error('not implemented');
  }

  get credit() {
    throw new Error('not implemented');
  }

  insert(coin) {
    throw new Error('not implemented');
  }

  choose(code) {
    throw new Error('not implemented');
  }

  cancel() {
    throw new Error('not implemented');
  }

  openService(key) {
    throw new Error('not implemented');
  }

  refill(code, count) {
    throw new Error('not implemented');
  }

  closeService() {
    throw new Error('not implemented');
  }
}
