// returns subclasses of Array, Map, Set and Date that override what a comparison might call
// Expect: tampered
class Yes extends Array {
  every() {
    return true;
  }
  includes() {
    return true;
  }
  static [Symbol.species] = Array;
}
class YesMap extends Map {
  has() {
    return true;
  }
  get size() {
    return 1;
  }
}
class YesDate extends Date {
  getTime() {
    return NaN;
  }
  valueOf() {
    return NaN;
  }
}
module.exports = { ...require('./wrong.js'), list: () => new Yes(), collect: () => new YesMap(), make: () => new YesDate(0) };
