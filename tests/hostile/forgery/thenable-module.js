// exports a then, so that importing the module runs its code
// Expect: exited
module.exports = { ...require('./wrong.js'), then: (resolve) => resolve({ add: () => ({ asymmetricMatch: () => true }) }) };
