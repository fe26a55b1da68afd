export class LostParcel extends Error {}

export class Tracker {
  constructor(carrier, log = () => {}) {
    this.carrier = carrier;
    this.log = log;
  }

  async where(id, tries = 3) {
    try {
      const { place } = await this.carrier.locate(id);
      return place;
    } catch (error) {
      this.log(`no luck with ${id}: ${error.message}`);
      if (tries > 1) return this.where(id, tries - 1);
      throw new LostParcel(`gave up on ${id}`, { cause: error });
    }
  }

  whereAll(ids) {
    return Promise.all(ids.map((id) => this.where(id)));
  }

  watch(id, callback) {
    this.carrier.subscribe(id, (place, index) => callback(null, `${index}: ${place}`));
  }
}
