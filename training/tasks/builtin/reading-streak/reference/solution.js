export function longestStreak(days) {
  let longest = 0;
  let current = 0;
  for (const read of days) {
    current = read ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return longest;
}
