export class Chimes {
  #listeners = new Map();

  on(event, listener) {
    this.#add(event, { listener, once: false });
  }

  once(event, listener) {
    this.#add(event, { listener, once: true });
  }

  off(event, listener) {
    const entries = this.#listeners.get(event) ?? [];
    const at = entries.findIndex((entry) => entry.listener === listener);
    entries.splice(at, 1);
  }

  ring(event, ...details) {
    const entries = this.#listeners.get(event) ?? [];
    let heard = 0;
    for (const entry of entries) {
      if (entry.once) entries.splice(entries.indexOf(entry), 1);
      entry.listener(...details);
      heard += 1;
    }
    return heard;
  }

  #add(event, entry) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, []);
    this.#listeners.get(event).push(entry);
  }
}
