export default function lantern() {}

export const COLOURS = [];

export let lit = 0;
