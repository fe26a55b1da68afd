export const flatten = (list) => list.flat(Infinity).filter((item) => item !== undefined && item !== null);

export const compact = (list) => list.filter(Boolean);

export const holes = (length) => {
  const list = new Array(length);
  list[length - 1] = undefined;
  return list;
};

export const echo = (...values) => values;

export const nothing = () => {};

export const ghost = () => Object.create(null, { seen: { value: 1, enumerable: true }, unseen: { value: 2 } });
