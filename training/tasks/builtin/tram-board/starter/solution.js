import { createServer } from 'node:http';

/**
 * Return a server that tells the departures, not yet listening.
 *
 * @param {Record<string, string[]>} departures
 * @returns {import('node:http').Server}
 */
export function createBoard(departures) {
  return createServer((request, response) => {
    response.writeHead(501);
    response.end();
  });
}
