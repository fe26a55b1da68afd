'use strict';
/**
 * Jest's Node environment, loaded without waking fetch: as it loads it looks at every global once, and a look at these
 * makes Node load its HTTP client, 27 ms that few tests have a use for. They pass for accessors, as their kin are.
 */
const WAKING = new Set([
  'CloseEvent', 'EventSource', 'FormData', 'Headers', 'MessageEvent', 'Request', 'Response', 'WebSocket', 'fetch',
]);
const { getOwnPropertyDescriptor } = Object;

const asAccessor = (name) => ({ configurable: true, enumerable: false, get: () => globalThis[name], set: undefined });

Object.getOwnPropertyDescriptor = (object, name) =>
  (object === globalThis && WAKING.has(name) ? asAccessor(name) : getOwnPropertyDescriptor(object, name));
try {
  module.exports = require('jest-environment-node');
} finally {
  Object.getOwnPropertyDescriptor = getOwnPropertyDescriptor;
}
