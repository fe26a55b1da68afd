/** The best plan for a bed and all to the right of it, given what the bed grows. */
function begin(crop, kilograms, plans) {
  let best = null;
  for (const after of plans) {
    const clash = crop !== null && after.crop === crop;
    if (!clash && (best === null || after.total > best.total)) best = after;
  }
  return { crop, total: kilograms + best.total, after: best };
}

export function plan(beds) {
  const end = { crop: null, total: 0, after: null };
  let plans = [end];
  for (const bed of beds.toReversed()) {
    const right = plans;
    plans = Object.keys(bed).sort().map((crop) => begin(crop, bed[crop], right));
    plans.push(begin(null, 0, right));
  }
  const crops = [];
  const first = begin(null, 0, plans).after;
  for (let at = first; at !== end; at = at.after) crops.push(at.crop);
  return { total: first.total, crops };
}
