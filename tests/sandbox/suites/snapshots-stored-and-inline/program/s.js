module.exports = (n) => ({ n, deep: { list: [1, n] } });
