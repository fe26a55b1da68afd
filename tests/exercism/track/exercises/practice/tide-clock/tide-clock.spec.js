import { Clock } from './tide-clock';

describe('Clock', () => {
  describe('Creating a new clock with an initial time', () => {
    test('on the hour', () => {
      expect(new Clock(8).toString()).toEqual('08:00');
    });

    xtest('rolls over by itself', () => {
      expect(new Clock(201, 3001).toString()).toEqual('11:01');
    });

    xtest('negative hour and minutes both roll over continuously', () => {
      expect(`${new Clock(-121, -5810)}`).toEqual('22:10');
    });
  });

  describe('Adding and subtracting', () => {
    xtest('across midnight', () => {
      expect(new Clock(23, 59).plus(2).toString()).toEqual('00:01');
    });

    xtest('gives the same clock back', () => {
      const clock = new Clock(1, 2);
      expect(clock.minus(62)).toBe(clock);
      expect([clock.hour, clock.minute]).toEqual([0, 0]);
    });
  });

  describe('Equality', () => {
    xtest('of clocks that differ by days', () => {
      expect(new Clock(-22, 10).equals(new Clock(2, 4330))).toBe(true);
      expect(new Clock(15, 36).equals(new Clock(15, 37))).toBe(false);
    });

    xtest('with something that is no clock', () => {
      expect(new Clock(1).equals({ hour: 1, minute: 0 })).toBe(false);
    });
  });
});
