export function fastestTrip(rides, from, to, at) {
  throw new Error('not implemented');
}
