const spanOf = (at, minutes) => Math.floor(at / minutes) * minutes;

function summary(from, levels) {
  let [sum, lowest, highest] = [0, 0, 0];
  for (const level of levels) {
    sum += level;
    if (level < lowest) lowest = level;
    if (level > highest) highest = level;
  }
  return { from, count: levels.length, lowest, highest, mean: sum / levels.length };
}

export async function* summaries(readings, minutes) {
  let from = null;
  let levels = [];
  for await (const { at, level } of readings) {
    const span = spanOf(at, minutes);
    if (!from) from = span;
    if (span > from) {
      yield summary(from, levels);
      from = span;
      levels.length = 0;
    }
    if (level) levels.push(level);
  }
}
