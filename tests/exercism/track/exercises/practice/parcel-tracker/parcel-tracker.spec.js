import { beforeEach, describe, expect, jest, test, xtest } from '@jest/globals';
import { LostParcel, Tracker } from './parcel-tracker';

describe('Tracker', () => {
  let carrier;
  let log;
  let tracker;

  beforeEach(() => {
    carrier = { locate: jest.fn(), subscribe: jest.fn() };
    log = jest.fn();
    tracker = new Tracker(carrier, log);
  });

  test('asks the carrier', async () => {
    carrier.locate.mockResolvedValue({ place: 'Turin' });
    expect(await tracker.where('x1')).toBe('Turin');
    expect(carrier.locate).toHaveBeenCalledTimes(1);
    expect(carrier.locate).toHaveBeenCalledWith('x1');
  });

  xtest('asks again', async () => {
    carrier.locate
      .mockRejectedValueOnce(new Error('busy'))
      .mockImplementationOnce(() => Promise.reject(new Error('closed')))
      .mockImplementationOnce(async (id) => ({ place: `near ${id}` }));
    await expect(tracker.where('x2')).resolves.toBe('near x2');
    expect(log.mock.calls).toEqual([['no luck with x2: busy'], ['no luck with x2: closed']]);
  });

  xtest('gives up', async () => {
    carrier.locate.mockRejectedValue(new Error('on strike'));
    await expect(tracker.where('x3')).rejects.toThrow(LostParcel);
    await expect(tracker.where('x3')).rejects.toMatchObject({ message: 'gave up on x3', cause: { message: 'on strike' } });
    expect(carrier.locate).toHaveBeenCalledTimes(6);
  });

  xtest('keeps the order', () => {
    carrier.locate.mockImplementation((id) => new Promise((resolve) => setTimeout(resolve, id, { place: `p${id}` })));
    return expect(tracker.whereAll([12, 1, 6])).resolves.toEqual(['p12', 'p1', 'p6']);
  });

  xtest('passes events on', (done) => {
    carrier.subscribe.mockImplementation((id, emit) => ['Rome', 'Pisa'].forEach(emit));
    const seen = [];
    tracker.watch('x4', (error, text) => {
      expect(error).toBeNull();
      seen.push(text);
      if (seen.length < 2) return;
      expect(seen).toEqual(['0: Rome', '1: Pisa']);
      done();
    });
  });

  xtest('is called with the right this', async () => {
    class Counting {
      count = 0;

      async locate(id) {
        this.count += 1;
        return { place: `${id}/${this.count}` };
      }
    }
    const counting = new Counting();
    const other = new Tracker(counting);
    expect(await other.whereAll(['a', 'b'])).toEqual(['a/1', 'b/2']);
    expect(counting.count).toBe(2);
  });
});
