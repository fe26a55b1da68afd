export const warmest = () => '';

export const stationsIn = () => [];
