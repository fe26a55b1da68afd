export const whistle = () => {};

export const debounce = () => {};

export class Kettle {}
