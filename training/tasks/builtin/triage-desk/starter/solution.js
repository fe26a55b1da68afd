export class Triage {
  arrive(name, urgency) {
    throw new Error('not implemented');
  }

  next() {
    throw new Error('not implemented');
  }

  change(name, urgency) {
    throw new Error('not implemented');
  }

  leave(name) {
    throw new Error('not implemented');
  }

  get waiting() {
    throw new Error('not implemented');
  }

  list() {
    throw new Error('not implemented');
  }
}
