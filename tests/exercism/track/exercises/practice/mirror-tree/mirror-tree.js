export class Tree {}

export const mirror = () => {};

export const depth = () => {};
