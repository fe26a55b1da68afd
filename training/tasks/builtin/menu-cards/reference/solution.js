function fault(line, text) {
  throw new SyntaxError(`line ${line}: ${text}`);
}

/** Give texts and tags in order: `{ text }` or `{ tag, line }`. */
function* pieces(pattern) {
  let at = 0;
  while (at < pattern.length) {
    const open = pattern.indexOf('{', at);
    if (open < 0) {
      yield { text: pattern.slice(at) };
      return;
    }
    yield { text: pattern.slice(at, open) };
    if (pattern[open + 1] === '{') {
      yield { text: '{' };
      at = open + 2;
      continue;
    }
    const line = pattern.slice(0, open).split('\n').length;
    const close = pattern.indexOf('}', open);
    if (close < 0) fault(line, 'no closing bracket');
    yield { tag: pattern.slice(open + 1, close).trim(), line };
    at = close + 1;
  }
}

function parse(pattern) {
  const root = { kind: 'all', first: [], second: [] };
  const stack = [{ node: root, into: root.first }];
  for (const { text, tag, line } of pieces(pattern)) {
    const top = stack.at(-1);
    const [, kind, name] = /^(each|if)\s+(.+)/s.exec(tag) ?? [];
    if (text !== undefined) top.into.push({ kind: 'text', text });
    else if (tag === '') fault(line, 'empty tag');
    else if (tag === 'else') {
      if (top.node.kind !== 'if' || top.into === top.node.second) fault(line, 'else without if');
      top.into = top.node.second;
    } else if (tag === 'end') {
      if (stack.length === 1) fault(line, 'end without beginning');
      stack.pop();
    } else if (kind) {
      const node = { kind, name, line, first: [], second: [] };
      top.into.push(node);
      stack.push({ node, into: node.first });
    } else top.into.push({ kind: 'value', name: tag });
  }
  if (stack.length > 1) fault(stack.at(-1).node.line, 'end is missing');
  return root.first;
}

const isObject = (value) => typeof value === 'object' && value !== null;

/** Look a name up; `scopes` are the elements around, innermost first, and the data last. */
function look(name, scopes) {
  if (name === '.') return scopes[0];
  const [first, ...rest] = name.split('.');
  const scope = scopes.find((one) => isObject(one) && Object.hasOwn(one, first));
  return rest.reduce((value, step) => value?.[step], scope?.[first]);
}

function holds(value) {
  if (value === undefined || value === null || value === false || value === '') return false;
  return !(Array.isArray(value) && value.length === 0);
}

function fill(nodes, scopes) {
  return nodes.map((node) => {
    if (node.kind === 'text') return node.text;
    const value = look(node.name, scopes);
    if (node.kind === 'value') return String(value ?? '');
    if (node.kind === 'if') return fill(holds(value) ? node.first : node.second, scopes);
    return Array.isArray(value) ? value.map((element) => fill(node.first, [element, ...scopes])).join('') : '';
  }).join('');
}

export function render(pattern, data) {
  return fill(parse(pattern), [data]);
}
