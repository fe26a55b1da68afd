function toMinutes(clock) {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours * 24 + minutes;
}

export function minutesBetween(first, second) {
  const day = 24 * 60;
  const difference = toMinutes(second) - toMinutes(first);
  return difference % day;
}
