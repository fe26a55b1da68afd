export const greet = () => {
  throw new Error('Remove this line and implement the function');
};
