export default function lantern(colour = COLOURS[0]) {
  if (!COLOURS.includes(colour)) throw new TypeError(`no ${colour}`);
  lit += 1;
  return `a ${colour} lantern`;
}

export const COLOURS = Object.freeze(['red', 'green']);

export let lit = 0;
