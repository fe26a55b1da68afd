function check(cents, hours) {
  if (!Number.isInteger(cents)) throw new RangeError(`no whole cents: ${cents}`);
  if (hours.some((each) => each < 0)) throw new RangeError('hours below 0');
}

export function shares(cents, hours) {
  check(cents, hours);
  const total = hours.reduce((sum, each) => sum + each);
  const due = hours.map((each) => (cents * each) / total);
  const given = due.map(Math.trunc);
  let left = cents - given.reduce((sum, each) => sum + each);
  const rests = due.map((each, at) => [each - given[at], at]);
  rests.sort().reverse();
  for (const [, at] of rests) {
    if (left === 0) break;
    given[at] += 1;
    left -= 1;
  }
  return given;
}
