/** kept[a][b] is how many lines the ends of both versions, from a and b on, have in common. */
function commonLines(before, after) {
  const kept = new Array(before.length + 1).fill(new Array(after.length + 1).fill(0));
  for (let a = before.length - 1; a >= 0; a -= 1) {
    for (let b = after.length - 1; b >= 0; b -= 1) {
      kept[a][b] = before[a] === after[b] ? kept[a + 1][b + 1] + 1 : Math.max(kept[a + 1][b], kept[a][b + 1]);
    }
  }
  return kept;
}

export function changes(before, after) {
  const kept = commonLines(before, after);
  const found = [];
  let [a, b] = [0, 0];
  while (a < before.length && b < after.length) {
    if (before[a] === after[b]) {
      found.push({ what: 'keep', line: before[a] });
      a += 1;
      b += 1;
    } else if (kept[a + 1][b] > kept[a][b + 1]) {
      found.push({ what: 'drop', line: before[a] });
      a += 1;
    } else {
      found.push({ what: 'add', line: after[b] });
      b += 1;
    }
  }
  for (; a < before.length - 1; a += 1) found.push({ what: 'drop', line: before[a] });
  return found;
}
