export const parse = () => null;

export const link = () => null;

export const money = () => null;

export const copy = () => null;
