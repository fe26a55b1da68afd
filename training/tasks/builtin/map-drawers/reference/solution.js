const literal = (character) => character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');

function bracket(pattern, at) {
  const negated = pattern[at + 1] === '!';
  const start = at + (negated ? 2 : 1);
  const end = pattern.indexOf(']', start + 1);
  if (end < 0) return null;
  const inside = pattern.slice(start, end).replace(/[\\\]^[]/g, '\\$&').replace(/^-|-$/g, '\\-');
  return { text: negated ? `[^/${inside}]` : `[${inside}]`, end: end + 1 };
}

function braces(pattern, at) {
  const end = pattern.indexOf('}', at);
  if (end < 0) return null;
  const choices = pattern.slice(at + 1, end).split(',').map((choice) => translate(choice, { folders: false }));
  return { text: `(?:${choices.join('|')})`, end: end + 1 };
}

function stars(pattern, at, folders) {
  const begins = folders && (at === 0 || pattern[at - 1] === '/');
  if (begins && pattern.startsWith('**/', at)) return { text: '(?:[^/]+/)*', end: at + 3 };
  if (begins && pattern.slice(at) === '**') return { text: '.+', end: at + 2 };
  return { text: '[^/]*', end: at + 1 };
}

function translate(pattern, { folders }) {
  let text = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at];
    let part = null;
    if (character === '?') part = { text: '[^/]', end: at + 1 };
    if (character === '*') part = stars(pattern, at, folders);
    if (character === '[') part = bracket(pattern, at);
    if (character === '{' && folders) part = braces(pattern, at);
    part ??= { text: literal(character), end: at + 1 };
    text += part.text;
    at = part.end;
  }
  return text;
}

export function matches(pattern, path) {
  return new RegExp(`^${translate(pattern, { folders: true })}$`, 's').test(path);
}
