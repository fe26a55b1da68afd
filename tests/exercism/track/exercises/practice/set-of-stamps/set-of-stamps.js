export class StampSet {}

export const union = () => {};
