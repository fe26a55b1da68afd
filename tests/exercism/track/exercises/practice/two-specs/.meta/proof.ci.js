export const twice = (n) => n * 2;

export const thrice = (n) => n * 3;
