export const gigasecond = (date) => new Date(date.getTime() + 10 ** 12);

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const nth = (year, month, count, day) => {
  const first = new Date(year, month - 1, 1).getDay();
  const offset = (DAYS.indexOf(day) - first + 7) % 7;
  return new Date(year, month - 1, 1 + offset + (count - 1) * 7);
};

export const daysBetween = (one, other) => Math.round((other - one) / 86_400_000);

export const daysInMonth = (year, month) => {
  if (month < 1 || month > 12) throw new RangeError(`no month ${month}`);
  return new Date(year, month, 0).getDate();
};
