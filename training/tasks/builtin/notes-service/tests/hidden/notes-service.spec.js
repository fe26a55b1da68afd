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

const post = (body) => fetch(`${base}/notes`, { method: 'POST', body });
const add = (text) => post(JSON.stringify({ text }));

test('counts ids up', async () => {
  expect((await (await add('one')).json()).id).toBe(1);
  expect((await (await add('two')).json()).id).toBe(2);
});

test('lists notes, oldest first', async () => {
  await add('one');
  await add('two');
  const notes = await (await fetch(`${base}/notes`)).json();
  expect(notes.map((note) => note.text)).toEqual(['one', 'two']);
});

test('answers 201 to a new note', async () => {
  expect((await add('one')).status).toBe(201);
});

test.each(['{}', '{"text": ""}', 'no json', ''])('answers 400 to %j', async (body) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect((await answer.json()).error).toEqual(expect.any(String));
});

test('finds one note', async () => {
  await add('one');
  await add('two');
  const answer = await fetch(`${base}/notes/2`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ id: 2, text: 'two' });
});

test('answers 404 where there is no note', async () => {
  const answer = await fetch(`${base}/notes/9`);
  expect(answer.status).toBe(404);
  expect((await answer.json()).error).toEqual(expect.any(String));
});

test('removes a note', async () => {
  await add('one');
  const answer = await fetch(`${base}/notes/1`, { method: 'DELETE' });
  expect(answer.status).toBe(204);
  expect(await answer.text()).toBe('');
  expect((await fetch(`${base}/notes/1`)).status).toBe(404);
});

test('does not give an id twice', async () => {
  await add('one');
  await fetch(`${base}/notes/1`, { method: 'DELETE' });
  expect((await (await add('two')).json()).id).toBe(2);
});

test('cannot remove what is not there', async () => {
  expect((await fetch(`${base}/notes/4`, { method: 'DELETE' })).status).toBe(404);
});

test('speaks JSON', async () => {
  const answer = await fetch(`${base}/notes`);
  expect(answer.headers.get('content-type')).toContain('application/json');
});

test('two services keep their notes apart', async () => {
  await add('mine');
  const other = createService();
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  const notes = await (await fetch(`http://127.0.0.1:${other.address().port}/notes`)).json();
  other.closeAllConnections();
  other.close();
  expect(notes).toEqual([]);
});

test.each(['null', '[]', '5', '"text"', '{"text": null}'])('answers 400 to %s too', async (body) => {
  expect((await post(body)).status).toBe(400);
});

test('a bad note takes no id', async () => {
  await post('{}');
  expect((await (await add('one')).json()).id).toBe(1);
});

test('takes a long note whole', async () => {
  const text = 'buy seeds, '.repeat(20000);
  expect((await (await add(text)).json()).text).toBe(text);
});

test.each(['/notes/0', '/notes/1', '/books'])('nothing is added at %s', async (path) => {
  const answer = await fetch(`${base}${path}`, { method: 'POST', body: '{"text": "one"}' });
  expect(answer.status).toBe(404);
  expect((await answer.json()).error).toMatch(/./);
  expect(await (await fetch(`${base}/notes`)).json()).toEqual([]);
});

test('a list is a success', async () => {
  await add('one');
  expect((await fetch(`${base}/notes`)).status).toBe(200);
});
