'use strict';

/** What one execution may send across; each can be lowered by `new JudgeBridge({ limits })`. */
const DEFAULT_LIMITS = Object.freeze({
  frameBytes: 64 * 1024 * 1024,
  recordsPerMessage: 500_000,
  objects: 2_000_000,
  depth: 400, // calls from side to side to side
  arrayLength: 50_000_000,
  bufferBytes: 256 * 1024 * 1024,
  scanCost: 200, // objects, about, that every message looks over for changes; older ones only when named again
  reach: 20_000, // objects that are looked over below one that is named
  incidents: 100,
  notes: 100,
});

module.exports = { DEFAULT_LIMITS };
