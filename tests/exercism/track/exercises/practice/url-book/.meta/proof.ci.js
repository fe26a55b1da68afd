export const parse = (text) => {
  const url = new URL(text);
  return { host: url.host, query: Object.fromEntries(url.searchParams) };
};

export const link = (base, query) => {
  const url = new URL(base);
  url.search = new URLSearchParams(query);
  return url;
};

export const money = (cents, locale = 'en-US', currency = 'USD') =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100);

export const copy = (value) => structuredClone(value);

export const bytes = (text) => new TextEncoder().encode(text);

export const hash = async (text) => Buffer.from(await crypto.subtle.digest('SHA-256', bytes(text))).toString('hex');
