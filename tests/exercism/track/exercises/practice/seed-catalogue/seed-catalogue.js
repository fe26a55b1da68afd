export const byPlant = (catalogue) => {
  throw new Error('Remove this line and implement the function');
};

export const months = (catalogue, plant) => {
  throw new Error('Remove this line and implement the function');
};
