import { lines, collect } from './river-of-lines';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function* pieces(...texts) {
  for (const text of texts) {
    await sleep(1);
    yield text;
  }
}

test('whole lines', async () => {
  const seen = [];
  for await (const line of lines(pieces('a\nb', 'c\n', 'd'))) seen.push(line);
  expect(seen).toEqual(['a', 'bc', 'd']);
});

xtest('of a plain list', async () => {
  await expect(collect(lines(['x\ny']))).resolves.toEqual(['x', 'y']);
});

xtest('can be stopped early', async () => {
  expect(await collect(pieces('1', '2', '3'), 2)).toEqual(['1', '2']);
});

xtest('step by step', async () => {
  const iterator = lines(['q\n', 'r\n']);
  expect(await iterator.next()).toEqual({ value: 'q', done: false });
  expect(await iterator.return('stop')).toEqual({ value: 'stop', done: true });
  expect(await iterator.next()).toEqual({ value: undefined, done: true });
});

xtest('errors on the way', async () => {
  async function* broken() {
    yield 'fine\n';
    throw new Error('dam');
  }
  const iterator = lines(broken());
  await iterator.next();
  await expect(iterator.next()).rejects.toThrow('dam');
});
