import { shout, bindAll, each, whoAmI } from './tagged-text';

test('shouts', () => {
  expect(shout`hey ${'you'}, \n${1}!`).toBe('hey YOU, \\n1!');
});

xtest('binds', () => {
  const object = {
    name: 'Kim',
    hello() {
      return `I am ${this.name}`;
    },
  };
  const { hello } = bindAll(object, ['hello']);
  expect(hello()).toBe('I am Kim');
});

xtest('passes this on', () => {
  const collector = { seen: [] };
  each(
    ['a', 'b'],
    function (item, at) {
      this.seen.push(item + at);
    },
    collector,
  );
  expect(collector.seen).toEqual(['a0', 'b1']);
});

xtest('takes this', () => {
  expect(whoAmI.call({ name: 'Lou' })).toBe('Lou');
  expect(whoAmI.apply({ name: 'Max' }, [])).toBe('Max');
  expect(whoAmI()).toBe('nobody');
  expect({ name: 'Nia', whoAmI }.whoAmI()).toBe('Nia');
  expect(whoAmI.bind({ name: 'Ola' })()).toBe('Ola');
});
