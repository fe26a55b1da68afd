const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const names = LETTERS.flatMap((a) => LETTERS.flatMap((b) => Array.from({ length: 1000 }, (_, n) => a + b + String(n).padStart(3, '0'))));
let pointer = -1;

for (let i = names.length - 1; i > 0; i -= 1) {
  const j = Math.floor(Math.random() * (i + 1));
  [names[i], names[j]] = [names[j], names[i]];
}

export class Robot {
  constructor() {
    this.reset();
  }

  get name() {
    return this._name;
  }

  reset() {
    pointer += 1;
    this._name = names[pointer];
  }
}

Robot.releaseNames = () => {
  pointer = -1;
};
