import { byPlant, months } from './seed-catalogue';

const catalogue = { 3: ['Leek', 'Pea'], 4: ['Pea'], 9: ['Leek'] };

test('one month', () => {
  expect(byPlant({ 1: ['Kale'] })).toEqual({ kale: [1] });
});

xtest('more months', () => {
  expect(byPlant(catalogue)).toEqual({ leek: [3, 9], pea: [3, 4] });
});

xtest('has just these keys', () => {
  expect(Object.keys(byPlant(catalogue)).sort()).toStrictEqual(['leek', 'pea']);
});

xtest('leaves the catalogue as it is', () => {
  const before = JSON.stringify(catalogue);
  byPlant(catalogue);
  expect(JSON.stringify(catalogue)).toBe(before);
});

xtest('finds a plant or nothing', () => {
  expect(months(catalogue, 'pea')).toEqual([3, 4]);
  expect(months(catalogue, 'oak')).toBeNull();
});
