export const pack = () => null;

export const checksum = () => null;

export const invert = () => null;

export const stretch = () => null;
