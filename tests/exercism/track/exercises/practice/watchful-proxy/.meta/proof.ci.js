export const watched = (target, log) =>
  new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string') log.push(`get ${key}`);
      return Reflect.get(object, key, receiver);
    },
    set(object, key, value) {
      log.push(`set ${String(key)}`);
      object[key] = value;
      return true;
    },
  });

export const strict = (target) =>
  new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object)) throw new ReferenceError(`no ${key} here`);
      return object[key];
    },
    deleteProperty() {
      return false;
    },
  });

export const negative = (list) =>
  new Proxy(list, {
    get: (items, key, receiver) => {
      const at = typeof key === 'string' ? Number(key) : NaN;
      return at < 0 ? items[items.length + at] : Reflect.get(items, key, receiver);
    },
  });

export const traced = (fn) => {
  const calls = [];
  const proxy = new Proxy(fn, {
    apply(target, self, args) {
      calls.push(args);
      return Reflect.apply(target, self, args);
    },
  });
  return { proxy, calls };
};
