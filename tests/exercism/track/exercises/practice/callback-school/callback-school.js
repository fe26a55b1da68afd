export const promisify = () => {
  throw new Error('Remove this line and implement the function');
};

export const all = () => {
  throw new Error('Remove this line and implement the function');
};

export const allSettled = () => {
  throw new Error('Remove this line and implement the function');
};

export const race = () => {
  throw new Error('Remove this line and implement the function');
};

export const any = () => {
  throw new Error('Remove this line and implement the function');
};
