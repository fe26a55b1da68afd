'use strict';
/** Primitive values and symbols as JSON: what is plain in JSON goes as it is, everything else is an array. */
const P = require('./primordials.js');
const { TamperedError } = require('./errors.js');

const WELL_KNOWN = new P.SafeMap();
for (const name of P.ownKeys(P.Symbol)) {
  if (typeof P.Symbol[name] === 'symbol') WELL_KNOWN.set(P.Symbol[name], name);
}
const BY_NAME = new P.SafeMap();
WELL_KNOWN.forEach((name, symbol) => BY_NAME.set(name, symbol));
const ODD_NUMBERS = new P.SafeMap([['NaN', NaN], ['-0', -0], ['Infinity', Infinity], ['-Infinity', -Infinity]]);
const BIGINT = /^-?[0-9a-f]+$/;

function encodeNumber(number) {
  if (number - number === 0 && !P.is(number, -0)) return number;
  return ['n', P.is(number, -0) ? '-0' : `${number}`];
}

function encodeBigint(value) {
  return ['g', value < 0n ? `-${(-value).toString(16)}` : value.toString(16)];
}

function decodeBigint(text) {
  if (typeof text !== 'string' || !BIGINT.test(text)) throw new TamperedError('a big integer that is none');
  return text[0] === '-' ? -P.BigInt(`0x${text.slice(1)}`) : P.BigInt(`0x${text}`);
}

function decodeOddNumber(name) {
  if (!ODD_NUMBERS.has(name)) throw new TamperedError('a number that is none');
  return ODD_NUMBERS.get(name);
}

/** Symbols by id, each side numbering its own: the judge's are negative. */
class SymbolTable {
  /** @param {1|-1} sign of the ids that this side gives out */
  constructor(sign) {
    this.sign = sign;
    this.last = 0;
    this.ids = new P.SafeMap();
    this.symbols = new P.SafeMap();
  }

  encode(symbol) {
    const wellKnown = WELL_KNOWN.get(symbol);
    if (wellKnown !== undefined) return ['y', wellKnown];
    const key = P.symbolKeyFor(symbol);
    if (key !== undefined) return ['k', key];
    return ['u', this.idOf(symbol), P.symbolDescription(symbol) ?? null];
  }

  idOf(symbol) {
    if (!this.ids.has(symbol)) this.bind(symbol, this.sign * ++this.last);
    return this.ids.get(symbol);
  }

  bind(symbol, id) {
    this.ids.set(symbol, id);
    this.symbols.set(id, symbol);
    return symbol;
  }

  decode([tag, name, description]) {
    if (tag === 'y' && BY_NAME.has(name)) return BY_NAME.get(name);
    if (tag === 'k' && typeof name === 'string') return P.symbolFor(name);
    if (tag !== 'u' || !Number.isSafeInteger(name)) throw new TamperedError('a symbol that is none');
    if (this.symbols.has(name)) return this.symbols.get(name);
    if (name * this.sign >= 0) throw new TamperedError('a symbol that was never sent');
    return this.bind(P.Symbol(description === null ? undefined : `${description}`), name);
  }
}

module.exports = { SymbolTable, decodeBigint, decodeOddNumber, encodeBigint, encodeNumber };
