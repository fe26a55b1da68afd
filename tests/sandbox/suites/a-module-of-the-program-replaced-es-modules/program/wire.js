export const send = () => { throw new Error('real'); };
