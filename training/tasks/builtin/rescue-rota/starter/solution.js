export function free(day, crew) {
  return crew.filter(({ away = [] }) => away.some((other) => other !== day));
}

export function rested(candidates, last) {
  return candidates.filter(({ name }) => name !== last);
}

export function pick(candidates, served) {
  const inTurn = candidates.toSorted(
    (a, b) => served.get(a.name) - served.get(b.name) || Number(a.skipper) - Number(b.skipper),
  );
  return inTurn[0];
}

export function rota(days, crew) {
  const served = new Map();
  const sorted = crew.sort((a, b) => a.name.localeCompare(b.name));
  let last = null;
  return days.map((day) => {
    const chosen = pick(rested(free(day, sorted), last), served);
    last = chosen?.name ?? null;
    if (chosen) served.set(chosen.name, served.get(chosen.name) ?? 0 + 1);
    return { day, name: chosen?.name };
  });
}
