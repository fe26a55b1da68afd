import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createPages } from './solution.js';

let server;
let base;

beforeEach(async () => {
  server = createPages();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const put = (name, body, headers = {}) => fetch(`${base}/pages/${name}`, { method: 'PUT', body, headers });

test('begins without pages', async () => {
  const answer = await fetch(`${base}/pages`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual([]);
});

test('keeps a page', async () => {
  expect((await put('fair', 'On Sunday')).status).toBe(201);
  const answer = await fetch(`${base}/pages/fair`);
  expect(await answer.text()).toBe('On Sunday');
  expect(answer.headers.get('etag')).toBe('"1"');
});

test('changes a page for those who know it', async () => {
  await put('fair', 'On Sunday');
  expect((await put('fair', 'Off', { 'if-match': '"7"' })).status).toBe(412);
  const answer = await put('fair', 'On Monday', { 'if-match': '"1"' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('etag')).toBe('"2"');
});

test('does not know other paths', async () => {
  expect((await fetch(`${base}/`)).status).toBe(404);
});
