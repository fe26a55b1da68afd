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
    if (at !== -1) entries.splice(at, 1);
  }

  ring(event, ...details) {
    const entries = this.#listeners.get(event) ?? [];
    const hearing = [...entries];
    for (const entry of hearing) {
      if (entry.once && entries.includes(entry)) entries.splice(entries.indexOf(entry), 1);
      entry.listener(...details);
    }
    return hearing.length;
  }

  #add(event, entry) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, []);
    this.#listeners.get(event).push(entry);
  }
}
