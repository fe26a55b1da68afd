export class Queue {}

export const timeout = () => {};
