class Cell {
  dependents = [];

  constructor(value) {
    this.value = value;
  }

  mark() {
    this.dependents.forEach((cell) => cell.mark());
  }

  settle() {
    this.dependents.forEach((cell) => cell.settle());
  }
}

export class InputCell extends Cell {
  setValue(value) {
    if (value === this.value) return;
    this.value = value;
    this.mark();
    this.settle();
  }
}

export class ComputeCell extends Cell {
  lanterns = [];
  dirty = false;

  constructor(inputs, compute) {
    super(compute(inputs));
    this.inputs = inputs;
    this.compute = compute;
    this.lit = this.value;
    inputs.forEach((input) => input.dependents.push(this));
  }

  mark() {
    this.dirty = true;
    super.mark();
  }

  settle() {
    if (!this.dirty || this.inputs.some((input) => input.dirty)) return;
    this.dirty = false;
    this.value = this.compute(this.inputs);
    super.settle();
    if (this.value === this.lit) return;
    this.lit = this.value;
    this.lanterns.forEach((lantern) => lantern.light(this));
  }

  addLantern(lantern) {
    this.lanterns.push(lantern);
  }

  removeLantern(lantern) {
    this.lanterns = this.lanterns.filter((other) => other !== lantern);
  }
}

export class Lantern {
  constructor(read) {
    this.read = read;
    this.values = [];
  }

  light(cell) {
    this.values.push(this.read(cell));
  }
}
