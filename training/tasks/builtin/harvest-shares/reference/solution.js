function check(cents, hours) {
  if (!Number.isInteger(cents)) throw new RangeError(`no whole cents: ${cents}`);
  for (const each of hours) {
    if (!Number.isFinite(each) || each < 0) throw new RangeError(`no hours: ${each}`);
  }
}

function sharesOfGain(cents, hours, total) {
  const due = hours.map((each) => (cents * each) / total);
  const given = due.map(Math.floor);
  const left = cents - given.reduce((sum, each) => sum + each, 0);
  const order = [...hours.keys()].sort((a, b) => due[b] - given[b] - (due[a] - given[a]) || a - b);
  for (const at of order.slice(0, left)) given[at] += 1;
  return given;
}

export function shares(cents, hours) {
  check(cents, hours);
  const total = hours.reduce((sum, each) => sum + each, 0);
  if (total === 0) throw new RangeError('nobody has worked');
  const gains = sharesOfGain(Math.abs(cents), hours, total);
  return cents < 0 ? gains.map((share) => (share === 0 ? 0 : -share)) : gains;
}
