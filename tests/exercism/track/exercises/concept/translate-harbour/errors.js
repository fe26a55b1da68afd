export class NotAvailable extends Error {
  constructor(text) {
    super(`Not yet translated: ${text}`);
  }
}

export class Untranslatable extends Error {
  constructor() {
    super('There is no translation.');
  }
}
