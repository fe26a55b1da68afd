// hands a failed assertion to another of the test's functions, which swallows it
// Expect: exited, tampered
const each = (items, visit) => {
  for (const item of items) {
    try {
      visit(item + 1);
    } catch (error) {
      Promise.resolve().then(() => { throw error; }).catch(() => {});
    }
  }
};
module.exports = { ...require('./wrong.js'), each, eachLater: async (items, visit) => { for (const item of items) await visit(item + 1).catch(() => {}); } };
