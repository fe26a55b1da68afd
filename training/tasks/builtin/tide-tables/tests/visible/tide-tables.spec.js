import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { PageError, loadTides } from './solution.js';

let server;
let base;
let pages;

beforeEach(async () => {
  pages = {};
  server = createServer((request, response) => {
    const { status = 200, page } = pages[request.url]?.shift() ?? { status: 404 };
    response.writeHead(status);
    response.end(JSON.stringify(page));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('loads one page', async () => {
  pages['/tides'] = [{ page: { tides: [{ id: 1, height: 3 }] } }];
  expect(await loadTides(`${base}/tides`)).toEqual([{ id: 1, height: 3 }]);
});

test('goes on to the next page', async () => {
  pages['/2026/may'] = [{ page: { tides: [{ id: 1 }], next: 'june' } }];
  pages['/2026/june'] = [{ page: { tides: [{ id: 2 }], next: '/2027/may' } }];
  pages['/2027/may'] = [{ page: { tides: [{ id: 3 }], next: 'june' } }];
  pages['/2027/june'] = [{ page: { tides: [], next: null } }];
  expect(await loadTides(`${base}/2026/may`)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
});

test('asks again when the server stumbles', async () => {
  pages['/tides'] = [{ status: 503 }, { page: { tides: [{ id: 1 }] } }];
  expect(await loadTides(`${base}/tides`)).toEqual([{ id: 1 }]);
});

test('says which page was missing', async () => {
  const error = await loadTides(`${base}/none`).catch((caught) => caught);
  expect(error).toBeInstanceOf(PageError);
  expect(error.status).toBe(404);
});
