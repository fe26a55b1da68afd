export const two = (x = 1) => 2 * x;
export default class Two { static name = 'two'; }
