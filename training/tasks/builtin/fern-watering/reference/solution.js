export function nextWatering(last, everyDays) {
  const day = new Date(`${last}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== last) {
    throw new RangeError(`no day: ${last}`);
  }
  if (!Number.isInteger(everyDays) || everyDays < 1) {
    throw new RangeError(`no number of days: ${everyDays}`);
  }
  day.setUTCDate(day.getUTCDate() + everyDays);
  return day.toISOString().slice(0, 10);
}
