export function cheapestClimb(tolls) {
  let below = 0;
  let here = 0;
  for (const toll of tolls) {
    const next = toll ? Math.min(below, here) + toll : Infinity;
    below = here;
    here = next;
  }
  return here === Infinity ? null : here;
}
