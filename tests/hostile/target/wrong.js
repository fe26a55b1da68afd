// Every export that the suite asks for, and none of them right. `lying(value)` makes each of them return `value()`.
const names = ['add', 'describe', 'list', 'collect', 'make', 'label', 'refuse', 'later', 'laterRefuse', 'each', 'eachLater', 'secret'];

function lying(value) {
  const exported = {};
  for (const name of names) exported[name] = (...given) => value(name, ...given);
  exported.Counter = class Counter {
    next() {
      return value('next');
    }
  };
  return exported;
}

module.exports = { ...lying(() => undefined), lying };
