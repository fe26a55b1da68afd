const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const DAY_MS = 86_400_000;
const HORIZON_DAYS = 40 * 366;

const show = (date) => date.toISOString().slice(0, 10);
const plus = (date, days) => new Date(date.getTime() + days * DAY_MS);

function readDay(text) {
  const date = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()) || show(date) !== text) {
    throw new RangeError(`no day: ${text}`);
  }
  return date;
}

function steps(size, start) {
  return (date) => ((date.getTime() - start.getTime()) / DAY_MS) % size === 0;
}

function ordinal(which, weekday) {
  return (date) => {
    if (DAYS[date.getUTCDay()] !== weekday) return false;
    if (which === 'last') return plus(date, 7).getUTCMonth() !== date.getUTCMonth();
    return Math.ceil(date.getUTCDate() / 7) === ORDINALS.indexOf(which) + 1;
  };
}

/** Return whether a day belongs to a simple rule, as a function, or null where it is no rule. */
function simple(text, start) {
  const [one, two, three, ...more] = text.trim().split(/\s+/);
  if (more.length > 0) return null;
  if (one === 'every' && three === undefined) {
    if (two === 'day') return steps(1, start);
    if (two === 'week') return steps(7, start);
    return DAYS.includes(two) ? (date) => DAYS[date.getUTCDay()] === two : null;
  }
  const number = /^\d+$/.test(one === 'every' || one === 'day' ? two : '') ? Number(two) : 0;
  if (one === 'every' && number > 0 && three === 'days') return steps(number, start);
  if (one === 'every' && number > 0 && three === 'weeks') return steps(7 * number, start);
  if (three !== undefined) return null;
  if (one === 'day' && number >= 1 && number <= 31) return (date) => date.getUTCDate() === number;
  if (one === 'last' && two === 'day') return (date) => plus(date, 1).getUTCDate() === 1;
  return (one === 'last' || ORDINALS.includes(one)) && DAYS.includes(two) ? ordinal(one, two) : null;
}

function readRule(rule, start) {
  const [first, word, second, ...more] = rule.toLowerCase().split(/\s(and|except)\s/);
  const one = simple(first, start);
  const other = second === undefined ? () => false : simple(second, start);
  if (one === null || other === null || more.length > 0) throw new SyntaxError(`no rule: ${rule}`);
  return word === 'except' ? (date) => one(date) && !other(date) : (date) => one(date) || other(date);
}

export function marketDays(rule, from, count) {
  const start = readDay(from);
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`no count: ${count}`);
  const belongs = readRule(rule, start);
  const found = [];
  for (let day = 0; found.length < count && day < HORIZON_DAYS; day += 1) {
    const date = plus(start, day);
    if (belongs(date)) found.push(show(date));
  }
  return found;
}
