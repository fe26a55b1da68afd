export const whistle = (seconds, callback) => setTimeout(() => callback('wheee'), seconds * 1000);

export const debounce = (fn, wait) => {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), wait);
  };
};

export class Kettle {
  constructor() {
    this.degrees = 20;
  }

  on() {
    this.since = Date.now();
    this.timer = setInterval(() => {
      this.degrees += 10;
      if (this.degrees >= 100) this.off();
    }, 500);
  }

  off() {
    clearInterval(this.timer);
    this.took = Date.now() - this.since;
  }

  ready() {
    return new Promise((resolve) => {
      const look = () => (this.degrees >= 100 ? resolve(this.took) : setTimeout(look, 100));
      look();
    });
  }
}
