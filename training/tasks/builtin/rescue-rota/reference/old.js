// Does everything. Do not touch!
export function rota(days, crew) {
  var out = [], n = {}, prev = null, i, j, best, c, pool;
  crew.sort(function (a, b) { return a.name < b.name ? -1 : a.name > b.name ? 1 : 0; });
  for (i = 0; i < days.length; i++) {
    pool = [];
    for (j = 0; j < crew.length; j++) {
      c = crew[j];
      if (c.away && c.away.indexOf(days[i]) >= 0) continue;
      pool.push(c);
    }
    if (pool.length > 1) {
      for (j = 0; j < pool.length; j++) if (pool[j].name === prev) { pool.splice(j, 1); break; }
    }
    best = null;
    for (j = 0; j < pool.length; j++) {
      c = pool[j];
      if (best === null) { best = c; continue; }
      var a = n[best.name] || 0, b = n[c.name] || 0;
      if (b < a) best = c;
      else if (b === a && c.skipper && !best.skipper) best = c;
    }
    if (best) { n[best.name] = (n[best.name] || 0) + 1; prev = best.name; out.push({ day: days[i], name: best.name }); }
    else { out.push({ day: days[i], name: null }); }
  }
  return out;
}
