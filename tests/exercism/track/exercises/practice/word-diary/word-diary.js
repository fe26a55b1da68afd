export const count = () => {};

export const DATE = /x/;

export const censor = () => {};
