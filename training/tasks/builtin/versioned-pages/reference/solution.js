import { createServer } from 'node:http';

const MOST_BYTES = 1000;
const ALLOWED = { list: 'GET', page: 'GET, PUT, DELETE' };

const tag = (page) => `"${page.version}"`;

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Return `{ kind: 'list' }`, `{ kind: 'page', name }`, or null for any other path; throws where it can't be decoded. */
function place(url) {
  const [path] = url.split('?');
  if (path === '/pages') return { kind: 'list' };
  const [, name] = /^\/pages\/([^/]+)$/.exec(path) ?? [];
  return name === undefined ? null : { kind: 'page', name: decodeURIComponent(name) };
}

export function createPages() {
  const pages = new Map();

  /** Return the status that refuses a change, or null where it may be made. */
  function refusal(page, given) {
    if (given === undefined) return page === undefined ? null : 428;
    return page !== undefined && given === tag(page) ? null : 412;
  }

  const methods = {
    GET(name, request) {
      const page = pages.get(name);
      if (page === undefined) return { status: 404 };
      const headers = { etag: tag(page) };
      if (request.headers['if-none-match'] === tag(page)) return { status: 304, headers };
      return { status: 200, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' }, body: page.text };
    },
    PUT(name, request, body) {
      const page = pages.get(name);
      if (body.length > MOST_BYTES) return { status: 413 };
      const refused = refusal(page, request.headers['if-match']);
      if (refused !== null) return { status: refused };
      const changed = { text: body.toString(), version: (page?.version ?? 0) + 1 };
      pages.set(name, changed);
      return { status: page === undefined ? 201 : 200, headers: { etag: tag(changed) } };
    },
    DELETE(name, request) {
      const page = pages.get(name);
      if (page === undefined) return { status: 404 };
      const refused = refusal(page, request.headers['if-match']);
      if (refused === null) pages.delete(name);
      return { status: refused ?? 204 };
    },
  };

  function answer(request, body) {
    let found;
    try {
      found = place(request.url);
    } catch {
      return { status: 400 };
    }
    if (found === null) return { status: 404 };
    if (!ALLOWED[found.kind].split(', ').includes(request.method)) {
      return { status: 405, headers: { allow: ALLOWED[found.kind] } };
    }
    if (found.kind === 'page') return methods[request.method](found.name, request, body);
    const names = JSON.stringify([...pages.keys()].sort());
    return { status: 200, headers: { 'content-type': 'application/json' }, body: names };
  }

  return createServer(async (request, response) => {
    const { status, headers, body } = answer(request, await readBody(request));
    response.writeHead(status, headers);
    response.end(body);
  });
}
