import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createBoard } from './solution.js';

let server;
let base;

beforeEach(async () => {
  server = createBoard({ Zoo: ['10:00'], 'Old Town': ['08:00', '08:20'], Depot: [] });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const ask = async (path, options) => {
  const answer = await fetch(base + path, options);
  return [answer.status, await answer.json()];
};

test.each([
  ['/health', 200, { status: 'ok' }],
  ['/stops', 200, ['Depot', 'Old Town', 'Zoo']],
  ['/stops/Zoo', 200, { stop: 'Zoo', departures: ['10:00'] }],
  ['/stops/Old%20Town', 200, { stop: 'Old Town', departures: ['08:00', '08:20'] }],
  ['/stops/Depot', 200, { stop: 'Depot', departures: [] }],
  ['/stops/zoo', 404, { error: 'no such stop' }],
  ['/stops/Moon', 404, { error: 'no such stop' }],
  ['/stops/toString', 404, { error: 'no such stop' }],
  ['/', 404, { error: 'no such page' }],
  ['/healthy', 404, { error: 'no such page' }],
  ['/health/now', 404, { error: 'no such page' }],
  ['/stops/Zoo/late', 404, { error: 'no such page' }],
])('GET %s', async (path, status, body) => {
  expect(await ask(path)).toEqual([status, body]);
});

test.each(['POST', 'DELETE', 'PUT'])('refuses %s', async (method) => {
  expect(await ask('/stops', { method })).toEqual([405, { error: 'only GET' }]);
});

test('says what is allowed', async () => {
  const answer = await fetch(`${base}/nowhere`, { method: 'POST' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET');
});

test('says that it speaks JSON', async () => {
  for (const path of ['/health', '/nowhere', '/stops/Moon']) {
    const answer = await fetch(base + path);
    expect(answer.headers.get('content-type')).toContain('application/json');
  }
});
