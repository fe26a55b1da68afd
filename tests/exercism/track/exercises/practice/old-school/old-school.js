export function Size() {}

export function Frame() {}

export const change = () => {};
