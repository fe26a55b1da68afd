const MOVES = {
  person: { closed: 'opening', closing: 'opening' },
  done: { opening: 'open', closing: 'closed' },
  quiet: { open: 'closing' },
  lock: { closed: 'locked' },
  unlock: { locked: 'closed' },
};
const STATES = ['closed', 'opening', 'open', 'closing', 'locked'];

export function doorAfter(events, state = 'closed') {
  if (!STATES.includes(state)) throw new TypeError(`unknown state: ${state}`);
  let now = state;
  for (const event of events) {
    if (!Object.hasOwn(MOVES, event)) throw new TypeError(`unknown event: ${event}`);
    now = MOVES[event][now] ?? now;
  }
  return now;
}
