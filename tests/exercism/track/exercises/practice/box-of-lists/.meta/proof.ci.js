export class Box {
  constructor(values = []) {
    this.values = values;
  }

  append(other) {
    return new Box([...this.values, ...other.values]);
  }

  concat(boxes) {
    return boxes.values.reduce((all, box) => all.append(box), this);
  }

  filter(keep) {
    return new Box(this.values.filter((value) => keep(value)));
  }

  map(fn) {
    return new Box(this.values.map((value) => fn(value)));
  }

  length() {
    return this.values.length;
  }

  foldl(fn, start) {
    return this.values.reduce((all, value) => fn(all, value), start);
  }

  foldr(fn, start) {
    return this.reverse().foldl(fn, start);
  }

  reverse() {
    return new Box([...this.values].reverse());
  }

  *[Symbol.iterator]() {
    yield* this.values;
  }
}
