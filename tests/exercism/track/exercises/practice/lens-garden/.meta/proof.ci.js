import { Garden } from './garden';
import { Address } from './address';

class Lens {
  constructor(get, set) {
    this.get = get;
    this.set = set;
  }
}

export const nameLens = new Lens(
  (garden) => garden.name,
  (garden, name) => new Garden(name, garden.address),
);

export const streetLens = new Lens(
  (garden) => garden.address.street,
  ({ name, address }, street) => new Garden(name, new Address(street, address.planted)),
);
