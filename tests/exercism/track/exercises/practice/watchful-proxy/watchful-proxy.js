export const watched = () => {};

export const strict = () => {};

export const negative = () => {};

export const traced = () => {};
