export const twice = () => 0;

export const thrice = () => 0;
