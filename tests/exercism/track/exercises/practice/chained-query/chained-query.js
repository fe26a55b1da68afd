export const from = () => {};
