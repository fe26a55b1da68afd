import { expect, test } from '@jest/globals';
import { initials } from './solution.js';

test.each([
  ['', ''],
  ['   ', ''],
  ['Cher', 'C'],
  ['  Grace   Hopper ', 'GH'],
  ['ada lovelace', 'AL'],
  ['Van Morrison', 'VM'],
  ['Ludwig von der Heide', 'LH'],
  ['Juana de la Cruz', 'JC'],
  ['Anne-Marie de Smet-Roy', 'A-MS-R'],
  ['élodie Durand', 'ÉD'],
  ['Dean', 'D'],
  ['Vanessa Derby', 'VD'],
  ['Ida\tWells', 'IW'],
  ['De la Cruz', 'DC'],
  ['Vincent van Gogh', 'VG'],
  ['Otto von Guericke', 'OG'],
  ['Jan der Boer', 'JB'],
  ['Simone de Beauvoir ', 'SB'],
])('%j gives %j', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
