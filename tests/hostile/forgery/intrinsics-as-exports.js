// exports the judge's own builtins by their names
// Expect: exited, tampered
module.exports = { ...require('./wrong.js'), describe: Object, label: String, add: Number, make: Map, collect: Set, each: Symbol, Counter: Date };
