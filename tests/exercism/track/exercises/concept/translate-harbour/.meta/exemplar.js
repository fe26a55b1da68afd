/// <reference path="./global.d.ts" />
// @ts-check
import { NotAvailable } from './errors';

export class HarbourService {
  constructor(api) {
    this.api = api;
  }

  free(text) {
    return this.api.fetch(text).then(({ translation }) => translation);
  }

  batch(texts) {
    if (texts.length === 0) return Promise.reject(new BatchIsEmpty());
    return Promise.all(texts.map((text) => this.free(text)));
  }

  request(text) {
    const once = () =>
      new Promise((resolve, reject) => {
        this.api.request(text, (error) => (error ? reject(error) : resolve()));
      });
    return once().catch(once).catch(once);
  }

  premium(text, minimumQuality) {
    return this.api
      .fetch(text)
      .catch((error) => {
        if (!(error instanceof NotAvailable)) throw error;
        return this.request(text).then(() => this.api.fetch(text));
      })
      .then(({ translation, quality }) => {
        if (minimumQuality > quality) throw new QualityNotMet(text);
        return translation;
      });
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
