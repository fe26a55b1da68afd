/** kept[a][b] is how many lines the ends of both versions, from a and b on, have in common. */
function commonLines(before, after) {
  const kept = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
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
  let adds = [];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    if (a < before.length && b < after.length && before[a] === after[b]) {
      found.push(...adds, { what: 'keep', line: before[a] });
      adds = [];
      a += 1;
      b += 1;
    } else if (b === after.length || (a < before.length && kept[a + 1][b] >= kept[a][b + 1])) {
      found.push({ what: 'drop', line: before[a] });
      a += 1;
    } else {
      adds.push({ what: 'add', line: after[b] });
      b += 1;
    }
  }
  return [...found, ...adds];
}
