export class OverheatingError extends Error {
  constructor(temperature) {
    super(`The temperature is ${temperature} ! Overheating !`);
    this.temperature = temperature;
  }
}

export class ArgumentError extends Error {}

export function check() {
  throw new Error('Implement the check function');
}

export function monitor() {
  throw new Error('Implement the monitor function');
}
