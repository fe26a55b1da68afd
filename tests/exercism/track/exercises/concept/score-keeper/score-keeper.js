export function createBoard() {
  throw new Error('Please implement the createBoard function');
}

export function addPlayer() {
  throw new Error('Please implement the addPlayer function');
}

export function bonus() {
  throw new Error('Please implement the bonus function');
}

export function normalise() {
  throw new Error('Please implement the normalise function');
}
