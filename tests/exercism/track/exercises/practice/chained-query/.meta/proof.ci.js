class Query {
  #parts = { where: [], fields: ['*'] };

  constructor(table) {
    this.#parts.table = table;
  }

  where(condition, ...values) {
    this.#parts.where.push(typeof condition === 'function' ? condition(new Query()).toCondition() : condition.replaceAll('?', () => values.shift()));
    return this;
  }

  select(...fields) {
    this.#parts.fields = fields;
    return this;
  }

  toCondition() {
    return `(${this.#parts.where.join(' OR ')})`;
  }

  toString() {
    const { table, where, fields } = this.#parts;
    return `SELECT ${fields.join(', ')} FROM ${table}${where.length ? ` WHERE ${where.join(' AND ')}` : ''}`;
  }

  toJSON() {
    return { sql: String(this) };
  }

  then(resolve) {
    resolve([String(this)]);
  }
}

export const from = (table) => new Query(table);
