function headline(thing) {
  if (thing instanceof Error) return thing.message ? `${thing.name}: ${thing.message}` : thing.name;
  try {
    return `thrown: ${String(thing)}`;
  } catch {
    return 'thrown: ?';
  }
}

function linesOf(thing, { indent, prefix, above }) {
  const start = ' '.repeat(indent) + prefix;
  if (above.includes(thing)) return [`${start}(see above)`];
  const lines = [start + headline(thing)];
  if (!(thing instanceof Error)) return lines;
  const below = (next, mark) => linesOf(next, { indent: indent + 2, prefix: mark, above: [...above, thing] });
  if (thing instanceof AggregateError) lines.push(...thing.errors.flatMap((next) => below(next, '- ')));
  if (thing.cause !== undefined) lines.push(...below(thing.cause, 'because '));
  return lines;
}

export function explain(error) {
  return linesOf(error, { indent: 0, prefix: '', above: [] }).join('\n');
}
