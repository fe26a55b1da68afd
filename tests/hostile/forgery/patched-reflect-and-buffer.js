// patches what the border itself could lean on: Reflect, Buffer, Map and fs
// Expect: no_report
for (const owner of [Reflect, Buffer, Map.prototype, WeakMap.prototype]) {
  for (const name of Object.getOwnPropertyNames(owner)) {
    try {
      if (typeof owner[name] === 'function' && name !== 'constructor') owner[name] = () => true;
    } catch {
      // a getter that wants a real receiver
    }
  }
}
module.exports = {};
