export const nameLens = null;

export const streetLens = null;
