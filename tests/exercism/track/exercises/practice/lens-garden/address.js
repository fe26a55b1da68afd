export class Address {
  constructor(street, planted) {
    this.street = street;
    this.planted = planted;
  }
}
