export function createBoard() {
  return { 'The Best Ever': 1000000 };
}

export function addPlayer(board, player, score) {
  board[player] = score;
  return board;
}

export function bonus(board) {
  for (const player in board) {
    if (Object.hasOwn(board, player)) board[player] += 100;
  }
  return board;
}

export function normalise({ score, normaliseFunction }) {
  return normaliseFunction(score);
}

export function drop(board, player) {
  delete board[player];
  return board;
}
