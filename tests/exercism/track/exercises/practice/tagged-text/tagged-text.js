export const shout = () => '';

export const bindAll = () => {};

export const each = () => {};
