export function free(day, crew) {
  return crew.filter(({ away }) => !away?.includes(day));
}

export function rested(candidates, last) {
  const others = candidates.filter(({ name }) => name !== last);
  return others.length > 0 ? others : candidates;
}

export function pick(candidates, served) {
  const days = ({ name }) => served.get(name) ?? 0;
  const skips = ({ skipper }) => (skipper ? 0 : 1);
  const inTurn = candidates.toSorted((a, b) => days(a) - days(b) || skips(a) - skips(b));
  return inTurn[0] ?? null;
}

const byName = (a, b) => {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
};

export function rota(days, crew) {
  const served = new Map();
  const sorted = crew.toSorted(byName);
  let last = null;
  return days.map((day) => {
    const chosen = pick(rested(free(day, sorted), last), served);
    if (chosen === null) return { day, name: null };
    last = chosen.name;
    served.set(last, (served.get(last) ?? 0) + 1);
    return { day, name: last };
  });
}
