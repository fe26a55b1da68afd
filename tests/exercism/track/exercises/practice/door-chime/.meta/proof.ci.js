const NOTES = new Set('CDEFGAB');

export const ring = (tune) => {
  for (const note of tune) {
    if (NOTES.has(note)) console.log('♪ %s', note);
    else console.warn(`no note: ${note}`);
  }
  try {
    if (tune === '') throw new Error('silence');
  } finally {
    console.log('done');
  }
};
