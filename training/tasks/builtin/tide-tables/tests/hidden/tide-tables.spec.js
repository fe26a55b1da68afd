import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { PageError, loadTides } from './solution.js';

let server;
let base;
let answers;
let asked;

beforeEach(async () => {
  answers = {};
  asked = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url, at: Date.now() });
    const left = answers[request.url] ?? [{ status: 404 }];
    const { status = 200, body, headers = {} } = left.length > 1 ? left.shift() : left[0];
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const page = (ids, next) => ({ body: JSON.stringify({ tides: ids.map((id) => ({ id })), next }) });
const ids = async (path) => (await loadTides(`${base}${path}`)).map(({ id }) => id);
const fault = (path) => loadTides(`${base}${path}`).then(() => null, (error) => error);
const paths = () => asked.map(({ url }) => url);

test('an empty page', async () => {
  answers['/a'] = [page([])];
  expect(await ids('/a')).toEqual([]);
});

test('gives tides whole', async () => {
  answers['/a'] = [{ body: '{"tides": [{"id": 7, "height": 3.5, "at": "06:12"}]}' }];
  expect(await loadTides(`${base}/a`)).toEqual([{ id: 7, height: 3.5, at: '06:12' }]);
});

test('relative to the page on which it stands', async () => {
  answers['/x/a?n=1'] = [page([1], 'b')];
  answers['/x/b'] = [page([2], '?n=2')];
  answers['/x/b?n=2'] = [page([3], '../y/c')];
  answers['/y/c'] = [page([4], './d')];
  answers['/y/d'] = [page([5], '/e')];
  answers['/e'] = [page([6], `${base}/f`)];
  answers['/f'] = [page([7], null)];
  expect(await ids('/x/a?n=1')).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('asks for each page once', async () => {
  answers['/a'] = [page([1], 'b')];
  answers['/b'] = [page([2])];
  await ids('/a');
  expect(paths()).toEqual(['/a', '/b']);
});

test('keeps the order of the pages, whatever the ids', async () => {
  answers['/a'] = [page([30, 4], 'b')];
  answers['/b'] = [page([12, 'x', 1])];
  expect(await ids('/a')).toEqual([30, 4, 12, 'x', 1]);
});

test('leaves out what has come already', async () => {
  answers['/a'] = [{ body: '{"tides": [{"id": 1, "n": 1}, {"id": 2, "n": 2}, {"id": 1, "n": 3}], "next": "b"}' }];
  answers['/b'] = [{ body: '{"tides": [{"id": 2, "n": 4}, {"id": "1", "n": 5}, {"id": 0, "n": 6}, {"id": 0, "n": 7}]}' }];
  const tides = await loadTides(`${base}/a`);
  expect(tides.map(({ n }) => n)).toEqual([1, 2, 5, 6]);
});

test('any success will do', async () => {
  answers['/a'] = [{ ...page([1]), status: 203 }];
  expect(await ids('/a')).toEqual([1]);
});

test('asks again three times', async () => {
  answers['/a'] = [{ status: 503 }, { status: 503 }, { status: 503 }, page([1])];
  expect(await ids('/a')).toEqual([1]);
  expect(asked).toHaveLength(4);
});

test('asks no more than that', async () => {
  answers['/a'] = [{ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 }, page([1])];
  const error = await fault('/a');
  expect(error).toBeInstanceOf(PageError);
  expect([error.status, error.url]).toEqual([503, `${base}/a`]);
  expect(asked).toHaveLength(4);
});

test('counts anew for each page', async () => {
  for (const [path, next] of [['/a', 'b'], ['/b', 'c'], ['/c', null]]) {
    answers[path] = [{ status: 503 }, { status: 503 }, page([path], next)];
  }
  expect(await ids('/a')).toEqual(['/a', '/b', '/c']);
  answers = { '/d': [{ status: 503 }, { status: 503 }, page(['d'])] };
  expect(await ids('/d')).toEqual(['d']);
});

test('waits as long as it is told', async () => {
  answers['/a'] = [{ status: 503, headers: { 'retry-after': '1' } }, page([1])];
  expect(await ids('/a')).toEqual([1]);
  const waited = asked[1].at - asked[0].at;
  expect(waited).toBeGreaterThanOrEqual(950);
});

test('does not wait where it is not told', async () => {
  answers['/a'] = [{ status: 503 }, { status: 503 }, page([1])];
  await ids('/a');
  expect(asked[2].at - asked[0].at).toBeLessThan(900);
});

test.each([404, 500, 400, 304])('does not ask again after %i', async (status) => {
  answers['/a'] = [{ status }, page([1])];
  const error = await fault('/a');
  expect(error).toBeInstanceOf(PageError);
  expect(error).toBeInstanceOf(Error);
  expect([error.status, error.url]).toEqual([status, `${base}/a`]);
  expect(asked).toHaveLength(1);
});

test('names the page at fault, and not the first', async () => {
  answers['/a'] = [page([1], 'b')];
  const error = await fault('/a');
  expect([error.status, error.url]).toEqual([404, `${base}/b`]);
});

test.each([
  ['itself', { '/a': '/a' }],
  ['the first', { '/a': '/b', '/b': '/a' }],
  ['one in the middle', { '/a': '/b', '/b': '/c', '/c': '/b' }],
  ['itself in other words', { '/a': './x/../a' }],
])('a page leads to %s', async (_, leads) => {
  for (const [path, next] of Object.entries(leads)) answers[path] = [page([path], next)];
  expect((await fault('/a')).message).toContain('circle');
  expect(asked).toHaveLength(Object.keys(leads).length);
});

test.each(['', 'no json', '{}', '[]', 'null', '{"tides": {}}', '{"tides": "none"}'])('%j is not a page', async (body) => {
  answers['/a'] = [{ body }];
  const error = await fault('/a');
  expect(error).not.toBeInstanceOf(PageError);
  expect(error.message).toContain(`not a page: ${base}/a`);
});

test('an error has a name', async () => {
  expect((await fault('/none')).name).toBe('PageError');
});

test('two lists at once', async () => {
  answers['/a'] = [page([1], 'c')];
  answers['/b'] = [page([2], 'c')];
  answers['/c'] = [page([3])];
  expect(await Promise.all([ids('/a'), ids('/b')])).toEqual([[1, 3], [2, 3]]);
});
