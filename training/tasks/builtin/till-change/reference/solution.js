const VALUES = [2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

export function change(due, paid) {
  if (paid < due) throw new RangeError(`${due - paid} cents are missing`);
  let rest = paid - due;
  const given = [];
  for (const value of VALUES) {
    const count = Math.floor(rest / value);
    if (count > 0) given.push([value, count]);
    rest %= value;
  }
  return given;
}
