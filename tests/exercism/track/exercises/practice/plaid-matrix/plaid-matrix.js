export class Plaid {
  constructor() {
    throw new Error('Remove this line and implement the class');
  }

  get rows() {
    throw new Error('Remove this line and implement the getter');
  }

  get columns() {
    throw new Error('Remove this line and implement the getter');
  }
}
