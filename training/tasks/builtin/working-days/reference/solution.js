const show = (date) => date.toISOString().slice(0, 10);

function read(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || show(date) !== day) throw new RangeError(`no day: ${day}`);
  return date;
}

export function addWorkingDays(day, count, holidays = []) {
  if (!Number.isInteger(count)) throw new RangeError(`no whole number of days: ${count}`);
  const free = new Set(holidays);
  const date = read(day);
  const works = () => date.getUTCDay() % 6 !== 0 && !free.has(show(date));
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  if (left === 0 && !works()) left = 1;
  while (left > 0) {
    date.setUTCDate(date.getUTCDate() + step);
    if (works()) left -= 1;
  }
  return show(date);
}
