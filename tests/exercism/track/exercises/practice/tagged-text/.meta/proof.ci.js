export const shout = (strings, ...values) =>
  strings.raw.reduce((text, part, at) => text + part + (at < values.length ? String(values[at]).toUpperCase() : ''), '');

export const bindAll = (object, names) => {
  names.forEach((name) => {
    object[name] = object[name].bind(object);
  });
  return object;
};

export const each = (list, fn, self) => {
  for (let i = 0; i < list.length; i++) fn.call(self, list[i], i);
  return list;
};

export function whoAmI() {
  return this?.name ?? 'nobody';
}
