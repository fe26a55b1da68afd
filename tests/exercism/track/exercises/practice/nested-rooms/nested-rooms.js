export const makeRoom = () => ({});
