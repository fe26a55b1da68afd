export async function* lines(chunks) {
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop();
    yield* parts;
  }
  if (rest !== '') yield rest;
}

export const collect = async (source, limit = Infinity) => {
  const found = [];
  for await (const item of source) {
    found.push(item);
    if (found.length >= limit) break;
  }
  return found;
};
