import { NotAvailable, Untranslatable } from './errors';

const later = (settle) => new Promise((resolve, reject) => {
  setTimeout(() => settle(resolve, reject), Math.random() * 10);
});

export class ExternalApi {
  constructor(values = {}) {
    this.values = JSON.parse(JSON.stringify(values));
  }

  register(value, translation, quality = undefined) {
    (this.values[value] ??= []).push(translation ? { translation, quality } : null);
    return this;
  }

  fetch(text) {
    if (typeof text !== 'string') throw new BadRequest(`Expected text, actual ${typeof text}.`);
    const [next] = this.values[text] ?? [];
    if (next) return later((resolve) => resolve(next));
    return later((_, reject) => reject(this.values[text] ? new NotAvailable(text) : new Untranslatable()));
  }

  request(text, callback) {
    if (typeof callback !== 'function') throw new BadRequest('Expected a callback.');
    if (!this.values[text]) {
      callback(new Untranslatable());
      return;
    }
    this.values[text].shift();
    setTimeout(() => callback(this.values[text][0] ? undefined : new Error('Error code 7')), 1);
  }
}

class BadRequest extends Error {}
