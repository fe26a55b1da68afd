export const gigasecond = () => {};

export const nth = () => {};

export const daysBetween = () => {};

export const daysInMonth = () => {};
