const CHANGE = 3;

function connects(before, ride) {
  if (before.to !== ride.from) return false;
  return before.arrives + (before.line === ride.line ? 0 : CHANGE) <= ride.departs;
}

/** The rides that can be taken at all, each with the fewest that lead to its end. */
function reach(rides, from, at) {
  const reached = [];
  for (const ride of rides.toSorted((a, b) => a.departs - b.departs)) {
    let best = ride.from === from && ride.departs >= at ? { ride, count: 1, before: null } : null;
    for (const before of reached) {
      if (connects(before.ride, ride) && (best === null || before.count + 1 < best.count)) {
        best = { ride, count: before.count + 1, before };
      }
    }
    if (best !== null) reached.push(best);
  }
  return reached;
}

export function fastestTrip(rides, from, to, at) {
  if (from === to) return [];
  const there = reach(rides, from, at).filter(({ ride }) => ride.to === to);
  there.sort((a, b) => a.ride.arrives - b.ride.arrives || a.count - b.count);
  if (there.length === 0) return null;
  const trip = [];
  for (let leg = there[0]; leg !== null; leg = leg.before) trip.unshift(leg.ride);
  return trip;
}
