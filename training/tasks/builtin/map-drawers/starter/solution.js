function bracket(pattern, at) {
  const end = pattern.indexOf(']', at);
  const inside = pattern.slice(at + 1, end).replace('!', '^');
  return { text: `[${inside}]`, end };
}

function braces(pattern, at) {
  const end = pattern.indexOf('}', at);
  const choices = pattern.slice(at + 1, end).split(',').map((choice) => translate(choice));
  return { text: choices.join('|'), end: end + 1 };
}

function stars(pattern, at) {
  if (pattern.startsWith('**/', at)) return { text: '(?:[^/]+/)+', end: at + 3 };
  if (pattern.startsWith('**', at)) return { text: '.*', end: at + 2 };
  return { text: '[^/]+', end: at + 1 };
}

function translate(pattern) {
  let text = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at];
    let part = null;
    if (character === '?') part = { text: '.', end: at + 1 };
    if (character === '*') part = stars(pattern, at);
    if (character === '[') part = bracket(pattern, at);
    if (character === '{') part = braces(pattern, at);
    part ??= { text: character, end: at + 1 };
    text += part.text;
    at = part.end;
  }
  return text;
}

export function matches(pattern, path) {
  return new RegExp(`^${translate(pattern)}$`).test(path);
}
