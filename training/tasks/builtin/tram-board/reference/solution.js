import { createServer } from 'node:http';

function answer(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export function createBoard(departures) {
  return createServer((request, response) => {
    if (request.method !== 'GET') return answer(response, 405, { error: 'only GET' }, { Allow: 'GET' });
    const [, page, name, ...rest] = request.url.split('/');
    if (rest.length === 0 && page === 'health' && name === undefined) return answer(response, 200, { status: 'ok' });
    if (rest.length > 0 || page !== 'stops') return answer(response, 404, { error: 'no such page' });
    if (name === undefined) return answer(response, 200, Object.keys(departures).sort());
    const stop = decodeURIComponent(name);
    if (!Object.hasOwn(departures, stop)) return answer(response, 404, { error: 'no such stop' });
    return answer(response, 200, { stop, departures: departures[stop] });
  });
}
