import { createServer } from 'node:http';

export function createPages() {
  throw new Error('not implemented');
}
