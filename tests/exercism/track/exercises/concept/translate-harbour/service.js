/// <reference path="./global.d.ts" />
// @ts-check

export class HarbourService {
  /** @param {ExternalApi} api */
  constructor(api) {
    this.api = api;
  }

  free(text) {
    throw new Error('Implement the free function');
  }

  batch(texts) {
    throw new Error('Implement the batch function');
  }

  request(text) {
    throw new Error('Implement the request function');
  }

  premium(text, minimumQuality) {
    throw new Error('Implement the premium function');
  }
}

export class QualityNotMet extends Error {
  constructor(text) {
    super(`The translation of ${text} does not meet the requested quality.`);
    this.text = text;
  }
}

export class BatchIsEmpty extends Error {
  constructor() {
    super('Requested a batch, but nothing is in it.');
  }
}
