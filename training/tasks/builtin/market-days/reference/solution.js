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

const wholeNumber = (text) => (/^\d+$/.test(text) ? Number(text) : 0);

function every(what, start) {
  if (what === 'day') return steps(1, start);
  if (what === 'week') return steps(7, start);
  return DAYS.includes(what) ? (date) => DAYS[date.getUTCDay()] === what : null;
}

function everyFew(count, unit, start) {
  const number = wholeNumber(count);
  if (number === 0) return null;
  if (unit === 'days') return steps(number, start);
  return unit === 'weeks' ? steps(7 * number, start) : null;
}

function inMonth(which, what) {
  if (which === 'day') {
    const number = wholeNumber(what);
    return number >= 1 && number <= 31 ? (date) => date.getUTCDate() === number : null;
  }
  if (which === 'last' && what === 'day') return (date) => plus(date, 1).getUTCDate() === 1;
  return (which === 'last' || ORDINALS.includes(which)) && DAYS.includes(what) ? ordinal(which, what) : null;
}

/** Return whether a day belongs to a simple rule, as a function, or null where it is no rule. */
function simple(text, start) {
  const words = text.trim().split(/\s+/);
  const [one, two, three] = words;
  if (words.length === 3) return one === 'every' ? everyFew(two, three, start) : null;
  if (words.length !== 2) return null;
  return one === 'every' ? every(two, start) : inMonth(one, two);
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
