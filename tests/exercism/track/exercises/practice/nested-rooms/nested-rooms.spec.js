import { makeRoom } from './nested-rooms';

let log = [];
beforeAll(() => log.push('open'));
afterAll(() => {
  log = [];
});

describe('a house', () => {
  let attic;
  let hall;
  beforeEach(() => {
    attic = makeRoom('attic');
    hall = makeRoom('hall', attic).light();
  });

  it('lets people in', () => {
    expect(hall.enter('Ann')).toBe(attic);
    expect(hall.visitors).toEqual(['Ann']);
  });

  xdescribe('with a dark attic', () => {
    it('lets nobody in', () => {
      expect(() => hall.enter('Bo').enter('Bo')).toThrow('attic is dark');
    });

    describe('that is lit', () => {
      beforeEach(() => {
        attic.light();
      });

      xit('gives itself back', () => {
        expect(attic.enter('Cy')).toBe(attic);
        expect(log).toEqual(['open']);
      });

      it.skip('has visitors of its own', () => {
        hall.enter('Di').enter('Di');
        attic.visitors.push('a ghost');
        expect([hall.visitors, attic.visitors]).toEqual([['Di'], ['Di']]);
      });
    });
  });

  it.todo('has a cellar');
});
