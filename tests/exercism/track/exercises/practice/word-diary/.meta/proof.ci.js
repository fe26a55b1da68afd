export const count = (text) => {
  const counts = new Map();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\d]+(?:'\p{L}+)?/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts);
};

export const DATE = /(?<year>\d{4})-(?<month>\d\d)/;

export const censor = (text, ...words) => text.replace(new RegExp(`\\b(?:${words.join('|')})\\b`, 'gi'), (word) => '*'.repeat(word.length));

export const find = (text) => text.match(DATE);
