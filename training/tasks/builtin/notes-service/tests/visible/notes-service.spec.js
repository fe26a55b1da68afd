import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createService } from './solution.js';

let server;
let base;

beforeEach(async () => {
  server = createService();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const post = (body) => fetch(`${base}/notes`, { method: 'POST', body: JSON.stringify(body) });

test('begins without notes', async () => {
  const answer = await fetch(`${base}/notes`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual([]);
});

test('keeps a note', async () => {
  const answer = await post({ text: 'buy seeds' });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ id: 1, text: 'buy seeds' });
});

test('finds a note again', async () => {
  await post({ text: 'buy seeds' });
  const answer = await fetch(`${base}/notes/1`);
  expect(answer.status).toBe(200);
  expect((await answer.json()).text).toBe('buy seeds');
});

test('does not know other places', async () => {
  expect((await fetch(`${base}/books`)).status).toBe(404);
});
