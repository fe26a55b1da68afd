export const add = (album, photo) => ({ ...album, photos: [...album.photos, photo] });

export const freezeDeep = (value) => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freezeDeep);
  return value;
};

export const without = ({ [Object.keys({ draft: 1 })[0]]: _, ...rest }) => rest;
