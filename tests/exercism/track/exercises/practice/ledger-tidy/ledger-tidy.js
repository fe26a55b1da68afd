export function createEntry(name, cents) {
  const e = { name: name, cents: cents };
  return e;
}

export function format(entries) {
  let t = '';
  for (let i = 0; i < entries.length; i++) {
    if (i > 0) {
      t = t + '\n';
    }
    t = t + entries[i].name + ': ' + (entries[i].cents / 100).toFixed(2);
  }
  return t;
}
