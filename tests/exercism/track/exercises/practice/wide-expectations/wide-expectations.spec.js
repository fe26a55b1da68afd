import { reportOf, ratio } from './wide-expectations';

const items = [{ name: 'pen', price: 0.1 }, { name: 'ink', price: 0.2 }];

test('in parts', () => {
  expect(reportOf(items)).toMatchObject({ names: ['pen', 'ink'], by: { desk: 3 } });
});

xtest('by kind', () => {
  expect(reportOf(items)).toEqual({
    id: expect.stringMatching(/^r-\d+$/),
    made: expect.any(Date),
    total: expect.closeTo(0.3, 5),
    names: expect.arrayContaining(['ink']),
    by: expect.objectContaining({ clerk: expect.stringContaining('Id') }),
    each: expect.any(Function),
  });
  expect(reportOf(items).names).toEqual(expect.not.arrayContaining(['ruler']));
});

xtest('numbers', () => {
  expect(ratio(1, 3)).toBeCloseTo(0.333, 3);
  expect(ratio(1, 0)).toBe(Infinity);
  expect(ratio(0, 0)).toBeNaN();
  expect(ratio(0, -1)).toBe(-0);
  expect(ratio(1, 4)).toBeGreaterThan(0.2);
  expect(ratio(1, 4)).toBeLessThanOrEqual(0.25);
});

xtest('more matchers', () => {
  const report = reportOf(items);
  expect(report).toHaveProperty('by.clerk', 'Ida');
  expect(report).toHaveProperty(['names', 1]);
  expect(report.names).toContain('pen');
  expect([report]).toContainEqual(expect.objectContaining({ total: expect.any(Number) }));
  expect(report.nothing).toBeUndefined();
  expect(report.id).toBeTruthy();
  expect(report.names).toHaveLength(2);
  const seen = [];
  report.each((item, at) => seen.push([at, item]));
  expect(seen[1][1]).toBe(items[1]);
});
