export class StampSet {
  constructor(items = []) {
    this.data = {};
    items.forEach((item) => this.add(item));
  }

  add(item) {
    this.data[item] = item;
    return this;
  }

  empty() {
    return this.size() === 0;
  }

  size() {
    return Object.keys(this.data).length;
  }

  contains(item) {
    return item in this.data;
  }

  subset(other) {
    return Object.values(this.data).every((item) => other.contains(item));
  }

  eql(other) {
    return this.subset(other) && other.subset(this);
  }

  difference(other) {
    return new StampSet(Object.values(this.data).filter((item) => !other.contains(item)));
  }
}

export const union = (...sets) => new Set(sets.flatMap((set) => [...set]));

export const group = (items, by) => items.reduce((all, item) => all.set(by(item), [...(all.get(by(item)) ?? []), item]), new Map());
