export const greet = (name = 'friend') => `A merry day to you, ${name}!`;
