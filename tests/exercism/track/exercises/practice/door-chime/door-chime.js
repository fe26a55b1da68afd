export const ring = () => {};
