import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createBoard } from './solution.js';

let server;
let base;

beforeEach(async () => {
  server = createBoard({ 'Old Town': ['08:00', '08:20'], Harbour: ['08:05'] });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('is well', async () => {
  const answer = await fetch(`${base}/health`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ status: 'ok' });
});

test('lists the stops', async () => {
  expect(await (await fetch(`${base}/stops`)).json()).toEqual(['Harbour', 'Old Town']);
});

test('tells when trams leave', async () => {
  const answer = await fetch(`${base}/stops/Harbour`);
  expect(await answer.json()).toEqual({ stop: 'Harbour', departures: ['08:05'] });
});

test('knows no other page', async () => {
  expect((await fetch(`${base}/fares`)).status).toBe(404);
});
