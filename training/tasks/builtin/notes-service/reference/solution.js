import { createServer } from 'node:http';

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

export function createService() {
  const notes = new Map();
  let last = 0;

  async function create(request, response) {
    const body = await readBody(request);
    if (!body.text) return send(response, 400, { error: 'a note needs a text' });
    last += 1;
    const note = { id: last, text: body.text };
    notes.set(note.id, note);
    return send(response, 201, note);
  }

  function remove(id, response) {
    if (!notes.has(id)) return send(response, 404, { error: 'no such note' });
    notes.delete(id);
    response.writeHead(204);
    return response.end();
  }

  return createServer(async (request, response) => {
    const [, collection, last] = request.url.split('/');
    const id = last === undefined ? undefined : Number(last);
    if (collection !== 'notes') return send(response, 404, { error: 'no such place' });
    if (request.method === 'POST' && id === undefined) return create(request, response);
    if (request.method === 'GET' && id === undefined) return send(response, 200, [...notes.values()]);
    if (request.method === 'GET' && notes.has(id)) return send(response, 200, notes.get(id));
    if (request.method === 'DELETE') return remove(id, response);
    return send(response, 404, { error: 'no such note' });
  });
}
