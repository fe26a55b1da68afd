import { send } from './wire';
export const mail = (to) => send(to, 'hello');
