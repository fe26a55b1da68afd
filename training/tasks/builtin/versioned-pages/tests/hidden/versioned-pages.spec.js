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

const ask = async (method, path, { body, headers } = {}) => {
  const answer = await fetch(`${base}${path}`, { method, body, headers });
  return { status: answer.status, text: await answer.text(), headers: answer.headers, tag: answer.headers.get('etag') };
};
const put = (name, body, version) =>
  ask('PUT', `/pages/${name}`, { body, headers: version === undefined ? {} : { 'if-match': `"${version}"` } });

test('a new page', async () => {
  const { status, text, tag } = await put('fair', 'On Sunday');
  expect([status, text, tag]).toEqual([201, '', '"1"']);
});

test('gives a page', async () => {
  await put('fair', 'On Sunday');
  const { status, text, tag, headers } = await ask('GET', '/pages/fair');
  expect([status, text, tag]).toEqual([200, 'On Sunday', '"1"']);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test('an empty page is a page', async () => {
  expect((await put('fair', '')).status).toBe(201);
  expect((await ask('GET', '/pages/fair')).status).toBe(200);
  expect((await put('fair', 'x')).status).toBe(428);
});

test('lists the names in order', async () => {
  for (const name of ['mill', 'Fair', 'bell']) await put(name, 'x');
  const { status, text, headers } = await ask('GET', '/pages');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual(['Fair', 'bell', 'mill']);
  expect(headers.get('content-type')).toContain('application/json');
});

test('versions count up', async () => {
  await put('fair', 'a');
  expect((await put('fair', 'b', 1)).tag).toBe('"2"');
  expect((await put('fair', 'c', 2)).tag).toBe('"3"');
  const { text, tag } = await ask('GET', '/pages/fair');
  expect([text, tag]).toEqual(['c', '"3"']);
});

test('versions belong to a page', async () => {
  await put('fair', 'a');
  await put('fair', 'b', 1);
  expect((await put('mill', 'a')).tag).toBe('"1"');
});

test('a change without a version', async () => {
  await put('fair', 'a');
  expect((await put('fair', 'b')).status).toBe(428);
  expect((await ask('GET', '/pages/fair')).text).toBe('a');
});

test('a change of an old version', async () => {
  await put('fair', 'a');
  await put('fair', 'b', 1);
  const { status, text } = await put('fair', 'c', 1);
  expect([status, text]).toEqual([412, '']);
  expect((await ask('GET', '/pages/fair')).text).toBe('b');
});

test('a version needs its quotes', async () => {
  await put('fair', 'a');
  expect((await ask('PUT', '/pages/fair', { body: 'b', headers: { 'if-match': '1' } })).status).toBe(412);
});

test('a new page with a version', async () => {
  expect((await put('fair', 'a', 1)).status).toBe(412);
  expect((await ask('GET', '/pages/fair')).status).toBe(404);
});

test('answers 304 to who knows the page', async () => {
  await put('fair', 'a');
  await put('fair', 'b', 1);
  const known = await ask('GET', '/pages/fair', { headers: { 'if-none-match': '"2"' } });
  expect([known.status, known.text, known.tag]).toEqual([304, '', '"2"']);
  const old = await ask('GET', '/pages/fair', { headers: { 'if-none-match': '"1"' } });
  expect([old.status, old.text]).toEqual([200, 'b']);
});

test('deletes a page', async () => {
  await put('fair', 'a');
  const { status, text } = await ask('DELETE', '/pages/fair', { headers: { 'if-match': '"1"' } });
  expect([status, text]).toEqual([204, '']);
  expect((await ask('GET', '/pages/fair')).status).toBe(404);
  expect((await ask('GET', '/pages')).text).toBe('[]');
});

test('a page made again begins at 1', async () => {
  await put('fair', 'a');
  await put('fair', 'b', 1);
  await ask('DELETE', '/pages/fair', { headers: { 'if-match': '"2"' } });
  const { status, tag } = await put('fair', 'c');
  expect([status, tag]).toEqual([201, '"1"']);
});

test('does not delete unseen', async () => {
  await put('fair', 'a');
  expect((await ask('DELETE', '/pages/fair')).status).toBe(428);
  expect((await ask('DELETE', '/pages/fair', { headers: { 'if-match': '"2"' } })).status).toBe(412);
  expect((await ask('GET', '/pages/fair')).status).toBe(200);
});

test('cannot delete what is not there', async () => {
  expect((await ask('DELETE', '/pages/fair')).status).toBe(404);
  expect((await ask('DELETE', '/pages/fair', { headers: { 'if-match': '"1"' } })).status).toBe(404);
});

test.each(['/', '/pages/', '/pages/a/b', '/page', '/pagesx', '/x/pages', '/pages/a/', '/x/pages/a'])('knows nothing of %s', async (path) => {
  const { status, text } = await ask('GET', path);
  expect([status, text]).toEqual([404, '']);
  expect((await ask('PUT', path, { body: 'x' })).status).toBe(404);
});

test.each([
  ['POST', '/pages', 'GET'],
  ['PUT', '/pages', 'GET'],
  ['DELETE', '/pages', 'GET'],
  ['POST', '/pages/fair', 'GET, PUT, DELETE'],
  ['PATCH', '/pages/none', 'GET, PUT, DELETE'],
])('%s of %s is not allowed', async (method, path, allow) => {
  await put('fair', 'a');
  const { status, headers, text } = await ask(method, path);
  expect([status, text]).toEqual([405, '']);
  expect(headers.get('allow')).toBe(allow);
});

test('names are decoded', async () => {
  await put('old%20mill', 'a');
  await put('%C3%BCber%2Fall', 'b');
  expect(JSON.parse((await ask('GET', '/pages')).text)).toEqual(['old mill', 'über/all']);
  expect((await ask('GET', '/pages/o%6Cd%20mill')).text).toBe('a');
});

test('a name that cannot be decoded', async () => {
  const { status, text } = await ask('GET', '/pages/%E0%A4%A');
  expect([status, text]).toEqual([400, '']);
});

test('questions count for nothing', async () => {
  await put('fair?draft=1', 'a');
  expect((await ask('GET', '/pages/fair?x=/y')).text).toBe('a');
  expect((await ask('GET', '/pages?sort=down')).text).toBe('["fair"]');
});

test('a page of a thousand bytes, and not one more', async () => {
  expect((await put('a', 'x'.repeat(1000))).status).toBe(201);
  expect((await put('b', 'x'.repeat(1001))).status).toBe(413);
  expect((await put('c', 'ü'.repeat(501))).status).toBe(413);
  expect((await put('a', 'y'.repeat(1001), 1)).status).toBe(413);
  expect((await put('a', 'y'.repeat(1001), 7)).status).toBe(413);
  expect((await ask('GET', '/pages')).text).toBe('["a"]');
  expect((await ask('GET', '/pages/a')).tag).toBe('"1"');
});

test('keeps every letter', async () => {
  const text = 'Käse, 5 €, \u{1F9C0}\nand bread\n';
  await put('fair', text);
  expect((await ask('GET', '/pages/fair')).text).toBe(text);
});

test('names that objects have themselves', async () => {
  expect((await ask('GET', '/pages/constructor')).status).toBe(404);
  expect((await put('__proto__', 'a')).status).toBe(201);
  expect((await ask('GET', '/pages')).text).toBe('["__proto__"]');
});

test('two servers keep their pages apart', async () => {
  await put('fair', 'a');
  const other = createPages();
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  const answer = await fetch(`http://127.0.0.1:${other.address().port}/pages`);
  const names = await answer.json();
  other.closeAllConnections();
  other.close();
  expect(names).toEqual([]);
});
