// looks for the test through require.main, module.parent, require.cache and the module hooks
// Expect: exited
const Module = require('node:module');
const seen = [module.parent, require.main, ...Object.values(require.cache), ...Object.values(Module._cache)];
let secret;
for (const other of seen) {
  secret ??= /([a-z]+-3b1f-[a-z]+)/.exec(String(other?.exports) + String(other?.filename))?.[1];
}
Module._load = () => new Proxy(() => {}, { get: (target) => target });
Module.prototype.require = Module._load;
module.exports = require.cache[__filename]?.exports ?? {};
Object.assign(module.exports, { secret: () => secret });
