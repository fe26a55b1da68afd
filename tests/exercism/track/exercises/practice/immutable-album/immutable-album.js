export const add = () => {};

export const freezeDeep = () => {};

export const without = () => {};
