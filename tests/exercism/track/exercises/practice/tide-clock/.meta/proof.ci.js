const DAY = 24 * 60;

export class Clock {
  #minutes;

  constructor(hour = 0, minute = 0) {
    this.#minutes = (((hour * 60 + minute) % DAY) + DAY) % DAY;
  }

  get hour() {
    return Math.floor(this.#minutes / 60);
  }

  get minute() {
    return this.#minutes % 60;
  }

  plus(minutes) {
    this.#minutes = new Clock(0, this.#minutes + minutes).#minutes;
    return this;
  }

  minus(minutes) {
    return this.plus(-minutes);
  }

  equals(other) {
    return #minutes in other && other.#minutes === this.#minutes;
  }

  toString() {
    return [this.hour, this.minute].map((n) => String(n).padStart(2, '0')).join(':');
  }
}
