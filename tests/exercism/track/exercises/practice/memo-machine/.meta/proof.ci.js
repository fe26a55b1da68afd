export const memoize = (fn) => {
  const known = new Map();
  const memoized = (...args) => {
    const key = JSON.stringify(args);
    if (!known.has(key)) known.set(key, fn(...args));
    return known.get(key);
  };
  memoized.clear = () => known.clear();
  return memoized;
};

export const compose = (...fns) => (value) => fns.reduceRight((result, fn) => fn(result), value);

export const curry = (fn) => {
  const curried = (...args) => (args.length >= fn.length ? fn(...args) : (...more) => curried(...args, ...more));
  return curried;
};

export const counter = () => {
  let count = 0;
  return Object.assign(() => ++count, { reset: () => { count = 0; } });
};
