import { thrice } from './two-specs';

export const check = (fn, pairs) => pairs.forEach(([given, expected]) => expect(fn(given)).toBe(expected));
export const six = () => thrice(2);
