export const throwIt = (value) => {
  throw value;
};

export const explain = (fn) => {
  try {
    return fn();
  } catch (error) {
    throw new Error('it did not work', { cause: error });
  }
};

export class TaggedError extends TypeError {
  constructor(tag, ...rest) {
    super(...rest);
    this.tag = tag;
    Object.defineProperty(this, 'hidden', { value: 42 });
  }

  get name() {
    return `Tagged<${this.tag}>`;
  }
}

export const retry = async (fn, times) => {
  const errors = [];
  for (let i = 0; i < times; i++) {
    try {
      return await fn(i);
    } catch (error) {
      errors.push(error);
    }
  }
  throw new AggregateError(errors, 'all tries failed');
};
