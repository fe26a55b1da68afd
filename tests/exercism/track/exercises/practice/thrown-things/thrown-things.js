export const throwIt = () => {};

export const explain = () => {};

export const retry = () => {};
