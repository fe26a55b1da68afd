export const f = () => 1;
export default class A { #y = 3; get y() { return this.#y; } }
