// @ts-check
import { beforeEach, describe, expect, test } from '@jest/globals';
import { HarbourService, QualityNotMet, BatchIsEmpty } from './service';
import { NotAvailable, Untranslatable } from './errors';
import { ExternalApi } from './api';

describe('Free service', () => {
  /** @type {HarbourService} */
  let service;

  beforeEach(() => {
    const api = new ExternalApi().register('ahoj', 'hello', 100).register('lod', null).register('lod', 'ship', 80);
    service = new HarbourService(api);
  });

  test('translates a known word', async () => {
    await expect(service.free('ahoj')).resolves.toBe('hello');
  });

  test('passes errors on, unaltered', async () => {
    await expect(service.free('lod')).rejects.toThrow(NotAvailable);
    await expect(service.free('xyz')).rejects.toThrow(Untranslatable);
  });

  test('translates a batch', async () => {
    await expect(service.batch(['ahoj', 'ahoj'])).resolves.toStrictEqual(['hello', 'hello']);
    await expect(service.batch(['ahoj', 'lod'])).rejects.toThrow(NotAvailable);
    await expect(service.batch([])).rejects.toThrow(BatchIsEmpty);
  });

  test('requests up to three times', async () => {
    await expect(service.request('lod')).resolves.toBeUndefined();
    await expect(service.request('foo')).rejects.toThrow(Untranslatable);
  });

  test('premium', async () => {
    await expect(service.premium('lod', 80)).resolves.toBe('ship');
    await expect(service.premium('ahoj', 101)).rejects.toThrow(QualityNotMet);
    await expect(service.premium('foo', 0)).rejects.toThrow(Untranslatable);
  });
});
