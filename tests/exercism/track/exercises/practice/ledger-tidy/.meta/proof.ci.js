export const createEntry = (name, cents) => ({ name, cents });

export const format = (entries) => entries.map(({ name, cents }) => `${name}: ${(cents / 100).toFixed(2)}`).join('\n');
