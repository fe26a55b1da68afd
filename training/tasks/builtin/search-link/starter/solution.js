function decode(text) {
  const spaced = text.replace('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

export function parseSearch(link) {
  const start = link.indexOf('?');
  const found = {};
  if (start === -1) return found;
  for (const pair of link.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const [name, value = ''] = pair.split('=').map(decode);
    found[name] = name in found ? [found[name], value].flat() : value;
  }
  return found;
}
