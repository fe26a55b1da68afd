export class Plaid {
  #text;

  constructor(text) {
    this.#text = text;
  }

  get rows() {
    return this.#text.split('\n').map((line) => line.split(' ').map(Number));
  }

  get columns() {
    const { rows } = this;
    return rows[0].map((_, at) => rows.map((row) => row[at]));
  }

  set text(text) {
    this.#text = text;
  }

  static ofSize(rows, columns, fill = 0) {
    const line = Array(columns).fill(fill).join(' ');
    return new this(Array(rows).fill(line).join('\n'));
  }
}
