export function cheapestClimb(tolls) {
  let below = 0;
  let here = 0;
  for (const toll of tolls) {
    const next = toll === null ? Infinity : Math.min(below, here) + toll;
    below = here;
    here = next;
  }
  const cost = Math.min(below, here);
  return cost === Infinity ? null : cost;
}
