export const memoize = () => {};

export const compose = () => {};

export const curry = () => {};

export const counter = () => {};
