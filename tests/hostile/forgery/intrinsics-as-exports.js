// exports the judge's own builtins by their names
// Expect: exited, tampered
module.exports = { ...require('./wrong.js'), describe: Object, label: String, add: Number, make: Map, collect: Set, later: Promise.resolve.bind(Promise), each: Symbol, Counter: Date };
