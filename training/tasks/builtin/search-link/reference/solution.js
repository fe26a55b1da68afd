function decode(text) {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

export function parseSearch(link) {
  const [address] = link.split('#');
  const start = address.indexOf('?');
  const found = {};
  if (start === -1) return found;
  for (const pair of address.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1));
    found[name] = Object.hasOwn(found, name) ? [found[name], value].flat() : value;
  }
  return found;
}
