const spanOf = (at, minutes) => Math.floor(at / minutes) * minutes;

function summary(from, levels) {
  if (levels.length === 0) return { from, count: 0, lowest: null, highest: null, mean: null };
  const sum = levels.reduce((total, level) => total + level, 0);
  return {
    from,
    count: levels.length,
    lowest: Math.min(...levels),
    highest: Math.max(...levels),
    mean: sum / levels.length,
  };
}

export async function* summaries(readings, minutes) {
  let from = null;
  let levels = [];
  for await (const { at, level } of readings) {
    const span = spanOf(at, minutes);
    from ??= span;
    while (from < span) {
      yield summary(from, levels);
      from += minutes;
      levels = [];
    }
    const late = span < from;
    if (!late && level !== null && level !== undefined) levels.push(level);
  }
  if (from !== null) yield summary(from, levels);
}
