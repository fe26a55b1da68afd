export class OverheatingError extends Error {
  constructor(temperature) {
    super(`The temperature is ${temperature} ! Overheating !`);
    this.temperature = temperature;
  }
}

export class ArgumentError extends Error {}

export function check(temperature) {
  if (temperature === null) throw new ArgumentError();
  if (temperature > 500) throw new OverheatingError(temperature);
}

export function monitor(actions) {
  try {
    actions.check();
  } catch (error) {
    if (error instanceof ArgumentError) actions.alertDeadSensor();
    else if (error instanceof OverheatingError && error.temperature < 600) actions.alertOverheating();
    else if (error instanceof OverheatingError) actions.shutdown();
    else throw error;
  }
}
