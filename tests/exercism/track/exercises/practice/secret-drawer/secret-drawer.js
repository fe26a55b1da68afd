export const KEY = Symbol('key');

export class Chest {}
