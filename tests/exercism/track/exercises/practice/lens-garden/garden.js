export class Garden {
  constructor(name, address) {
    this.name = name;
    this.address = address;
    Object.freeze(this);
  }
}
