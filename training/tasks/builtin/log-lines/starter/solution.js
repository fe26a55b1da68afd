export async function* lines(pieces) {
  let rest = '';
  for await (const piece of pieces) {
    const parts = piece.split('\n');
    rest = parts.pop();
    for (const part of parts) yield part.replace('\r', '');
  }
}
