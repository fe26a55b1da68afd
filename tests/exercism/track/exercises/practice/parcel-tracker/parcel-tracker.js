export class Tracker {
  constructor(carrier) {
    this.carrier = carrier;
  }

  async where() {}

  whereAll() {}

  watch() {}
}
